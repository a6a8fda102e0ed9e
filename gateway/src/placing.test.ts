import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Actor } from '@moduan/kernel';
import { rowsOf } from './testing/held-lock';
import { openCity, personOf, untilHeard, type City } from './testing/open-city';

const [CITY, TOWN, OTHER, VILLAGE] = ['430681', '430681102', '430681104', '430681102206'];
const bureau = personOf('bureau', [{ prefix: CITY }], CITY);
const office = personOf('town', [{ prefix: TOWN }], TOWN);

let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'placing');
  for (const [code, name] of [[CITY, '汨罗市'], [TOWN, '新市镇'], [OTHER, '白水镇'], [VILLAGE, '伏林村']])
    await city.ask('grids', bureau, 'mutation M($i: CreateAreaInput!) { createArea(input: $i) { id } }', { i: { code, name } });
  await city.ask('grids', bureau, 'mutation M($i: CreateGridInput!) { createGrid(input: $i) { id } }', { i: { areaCode: `${VILLAGE}001`, name: '伏林 01' } });
  await untilHeard(city);
});
afterAll(() => city.close());

interface Entered {
  readonly id: string;
  readonly oldPlaceName: string | null;
  readonly placement: { readonly areaCode: string | null; readonly reason: string } | null;
}
const enter = async (name: string, address: string, areaCode = CITY, actor: Actor = bureau): Promise<Entered> => {
  const document = 'mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id oldPlaceName placement { areaCode reason } } }';
  const { data, errors } = await city.ask('enterprises', actor, document, { i: { name, kind: 'SHOP', areaCode, address } });
  expect(errors).toBeUndefined();
  return data!.made as Entered;
};
const PLACE = `mutation M($i: PlacePremisesInput!) { placing: placePremises(input: $i) {
  placed { name areaCode placed } refused { name message } alike { oldPlaceName areaCode count } } }`;
const place = async (input: object, actor: Actor = bureau) => {
  const { data, errors } = await city.ask('enterprises', actor, PLACE, { i: input });
  return { ...(data?.placing as { placed: object[]; refused: object[]; alike: object[] } | undefined), code: errors?.[0]?.extensions.code };
};

it('knows an area from when it is heard of, and its new name from when that is', async () => {
  const code = '430681102207';
  expect((await enter('before', '汨罗市新市镇团山新村二组')).placement?.areaCode).toBe(TOWN);
  const made = await city.ask('grids', bureau, 'mutation M($i: CreateAreaInput!) { area: createArea(input: $i) { id version } }', { i: { code, name: '团山新村' } });
  await untilHeard(city);
  expect((await enter('after', '汨罗市新市镇团山新村二组')).placement?.areaCode).toBe(code);
  await city.ask('grids', bureau, 'mutation M($i: AmendAreaInput!) { amendArea(input: $i) { id } }', { i: { ...(made.data!.area as object), name: '团山老村' } });
  await untilHeard(city);
  expect((await enter('renamed', '汨罗市新市镇团山老村二组')).placement?.areaCode).toBe(code);
});

it('proposes from the address while a premises is in no grid, and says when the address contradicts', async () => {
  const near = await enter('near', '汨罗市新市镇伏林村三组');
  expect(near.placement).toEqual({ areaCode: VILLAGE, reason: '地址写明“伏林村”' });
  const off = await enter('off', '汨罗市白水镇', TOWN, office);
  expect(off.placement?.areaCode).toBeNull();
  expect(off.placement?.reason).toContain('不符');
  expect((await enter('known', '汨罗市新市镇', TOWN, office)).placement).toBeNull();
});

it('reads the old name of what was entered before names were read, or recorded, when it is next saved', async () => {
  const { id } = await enter('before', '汨罗市红花乡四村');
  await rowsOf(city.url, 'update enterprises.premises set old_place_name = null where id = $1', [id]);
  const { data } = await city.ask('enterprises', bureau, 'mutation M($i: AmendPremisesInput!) { now: amendPremises(input: $i) { version oldPlaceName } }', { i: { id, version: 1, name: 'before, amended' } });
  expect(data!.now).toMatchObject({ oldPlaceName: '红花乡' });
  await city.ask('enterprises', bureau, 'mutation E($i: EndPremisesInput!) { endPremises(input: $i) { id } }', { i: { id, version: 2, reason: 'closed' } });
});

it('offers the others of an old name in the same town, and places them together', async () => {
  const [first] = [await enter('one', '汨罗市红花乡一村'), await enter('two', '汨罗市红花乡二村'), await enter('three', '汨罗市红花乡')];
  expect(first.oldPlaceName).toBe('红花乡');
  const one = await place({ ids: [first.id], areaCode: VILLAGE });
  expect(one).toMatchObject({ placed: [{ name: 'one', areaCode: VILLAGE, placed: 'VILLAGE' }], alike: [{ oldPlaceName: '红花乡', areaCode: TOWN, count: 2 }] });
  const others = await place({ oldPlaceName: '红花乡', areaCode: TOWN });
  expect(others.placed).toHaveLength(2);
  expect(others.alike).toEqual([]);
});

it('only refines: what stands elsewhere already stays, with its reason', async () => {
  const [here, there] = [await enter('here', '一号', TOWN, office), await enter('there', '二号', OTHER)];
  const { placed, refused } = await place({ ids: [here.id, there.id], areaCode: `${VILLAGE}001` });
  expect(placed).toEqual([{ name: 'here', areaCode: `${VILLAGE}001`, placed: 'GRID' }]);
  expect(refused).toEqual([{ name: 'there', message: '已落位在别处；需要时用“调整网格”' }]);
  expect((await place({ ids: [here.id], areaCode: TOWN })).placed).toEqual([]);
});

it('places nothing outside of the jurisdiction, and does not name what the caller can not read', async () => {
  const { id } = await enter('secret', '三号');
  expect((await place({ ids: [id], areaCode: VILLAGE }, office)).refused).toEqual([{ name: null, message: '没有这家企业或商铺，或不在您的辖区' }]);
  const own = await enter('own', '四号', TOWN, office);
  expect((await place({ ids: [own.id], areaCode: OTHER }, office)).code).toBe('FORBIDDEN');
});

it('answers a repeated attempt alike and writes one entry for each premises', async () => {
  const { id } = await enter('again', '五号');
  const input = { ids: [id], areaCode: TOWN, reason: 'seen there', clientMutationId: 'placing-1' };
  const answers = await Promise.all(Array.from({ length: 5 }, () => place(input)));
  for (const { placed } of answers) expect(placed).toEqual([{ name: 'again', areaCode: TOWN, placed: 'TOWN' }]);
  const { data } = await city.ask('enterprises', bureau, 'query Q($id: ID!) { premises(id: $id) { version history { action reason } } }', { id });
  expect(data!.premises).toEqual({ version: 2, history: [{ action: 'premises.place', reason: 'seen there' }, { action: 'premises.create', reason: null }] });
});

it('names the field at fault', async () => {
  const { id } = await enter('fault', '六号');
  for (const input of [{ areaCode: TOWN }, { ids: [id], oldPlaceName: 'x', areaCode: TOWN }, { ids: [id], areaCode: '430681999' }]) expect((await place(input)).code).toBe('INVALID_INPUT');
});

it('takes the licences along', async () => {
  const { id } = await enter('licensed', '七号');
  await city.ask('enterprises', bureau, 'mutation M($i: CreateLicenceInput!) { createLicence(input: $i) { id } }', { i: { number: 'L-7', kind: 'FOOD', premisesId: id } });
  await place({ ids: [id], areaCode: VILLAGE });
  const { data } = await city.ask('enterprises', office, '{ licences { nodes { number areaCode } } }');
  expect(data!.licences).toEqual({ nodes: [{ number: 'L-7', areaCode: VILLAGE }] });
});

it('lists what the figures of a level leave over', async () => {
  const { data } = await city.ask('enterprises', bureau, '{ figures: premisesSummary { by(dimension: AREA_VILLAGE) { value count } } rest: premisesList(filter: { areaVillageMissing: true }) { totalCount } known: premisesList(filter: { areaVillageMissing: false }) { totalCount } }');
  const groups = (data!.figures as { by: { value: string | null; count: number }[] }).by;
  const rest = groups.find(({ value }) => value === null)!.count;
  expect(data!.rest).toEqual({ totalCount: rest });
  expect(data!.known).toEqual({ totalCount: groups.reduce((sum, { count }) => sum + count, -rest) });
});
