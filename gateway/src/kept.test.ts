import { createHash, createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { getRun, receiveImport, SecretBox } from '@moduan/kernel';
import { compose } from './composition';
import { holdLock, rowsOf } from './testing/held-lock';
import { dataOf, oneAtATime, openCity, personOf, testKeys, untilHeard, type City } from './testing/open-city';
import { takeFile } from './testing/take-file';

const [CITY, TOWN, OTHER, VILLAGE] = ['430681', '430681102', '430681104', '430681102206'];
const bureau = personOf('bureau', [{ prefix: CITY }], CITY);
const office = personOf('town', [{ prefix: TOWN }], TOWN);
let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'kept');
  await takeFile(city, bureau, 'grids', 'areas', [{ 区划代码: CITY, 名称: '汨罗市' }, { 区划代码: TOWN, 名称: '新市镇' }, { 区划代码: OTHER, 名称: '白水镇' }, { 区划代码: VILLAGE, 名称: '伏林村' }]);
  await untilHeard(city);
});
afterAll(() => city.close());

const CREATE = 'mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id version address history { changes { field to } } } }';
const enter = async (i: object, actor = bureau) => dataOf(await city.ask('enterprises', actor, CREATE, { i })).made as { id: string; version: number; history: { changes: { field: string; to: string }[] }[] };

/** A body may be written down in any order of its fields. */
const ordersOf = <T>(items: readonly T[]): T[][] => (items.length < 2 ? [[...items]] : items.flatMap((first, i) => ordersOf(items.toSpliced(i, 1)).map((rest) => [first, ...rest])));

describe('a repeated attempt', () => {
  it('gives nothing of a record that has moved out of reach meanwhile', async () => {
    const input = { name: 'A', kind: 'SHOP', areaCode: TOWN, clientMutationId: 'kept-1' };
    const { id, version } = await enter(input, office);
    dataOf(await city.ask('enterprises', bureau, 'mutation M($i: TransferPremisesInput!) { transferPremises(input: $i) { id } }', { i: { id, version, areaCode: OTHER, reason: 'x' } }));
    const { errors } = await city.ask('enterprises', office, CREATE, { i: input });
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('keeps no more of the body than a keyed mark, which trying bodies does not find', async () => {
    const body = { name: 'B', kind: 'SHOP', areaCode: TOWN, clientMutationId: 'kept-2' };
    await enter(body);
    const [{ body_hash: mark }] = (await rowsOf(city.url, `select body_hash from enterprises.idempotency where key = 'kept-2'`)) as [{ body_hash: string }];
    const tried = ordersOf(Object.entries(body)).map((entries) => JSON.stringify(Object.fromEntries(entries)));
    expect(tried.map((text) => createHash('sha256').update(text).digest('base64url'))).not.toContain(mark);
    expect(tried.map((text) => createHmac('sha256', Buffer.from(testKeys.hash, 'base64')).update(`attempt\n${text}`).digest('base64url'))).toContain(mark);
  });
});

it('writes lists into the history as a person reads them', async () => {
  const { history } = await enter({ name: 'C', kind: 'SHOP', areaCode: TOWN, tags: ['NINE_SMALL', 'COAL_USER'] });
  expect(history[0]!.changes).toContainEqual({ field: 'tags', to: 'NINE_SMALL、COAL_USER' });
  const bare = await enter({ name: 'D', kind: 'SHOP', areaCode: TOWN });
  expect(bare.history[0]!.changes.map(({ field }) => field)).not.toContain('tags');
});

it('answers moments in UTC on a database of another time zone', async () => {
  const [{ name }] = (await rowsOf(city.url, 'select current_database() as name')) as [{ name: string }];
  await rowsOf(city.url, `alter database "${name}" set timezone to 'Asia/Shanghai'`);
  const again = await oneAtATime(inject('postgresUrl'), () => compose({ ownerUrl: city.url, secrets: new SecretBox(testKeys) }, () => {}));
  const zone = await again.services.get('enterprises')!.database.orm.em.getConnection().execute('show timezone');
  await again.close();
  expect(zone).toEqual([{ TimeZone: 'UTC' }]);
});

it('gives both new names to the path below, when a town and its village are renamed at the same moment', async () => {
  const found = dataOf(await city.ask('grids', bureau, '{ areas(filter: { code: { startsWith: "430681102" } }, orderBy: { field: CODE, direction: ASC }) { nodes { id version } } }'));
  const [town, village] = (found.areas as { nodes: { id: string; version: number }[] }).nodes as [{ id: string; version: number }, { id: string; version: number }];
  const held = await holdLock(city.url, 'select from grids.area where id = $1 for update', [village.id]);
  const AMEND = 'mutation M($i: AmendAreaInput!) { amendArea(input: $i) { id } }';
  const below = city.ask('grids', bureau, AMEND, { i: { ...village, name: '新栗村' } });
  await held.untilWaiting(1, 'grids');
  const above = city.ask('grids', bureau, AMEND, { i: { ...town, name: '新市街道' } });
  await held.untilWaiting(2, 'grids');
  await held.release();
  dataOf(await below);
  dataOf(await above);
  await untilHeard(city);
  const [original] = await rowsOf(city.url, 'select version, name, path from grids.area where id = $1', [village.id]);
  expect(original).toMatchObject({ name: '新栗村', path: '新市街道 / 新栗村' });
  expect(await rowsOf(city.url, 'select version, name, path from enterprises.area_copy where id = $1', [village.id])).toEqual([original]);
});

describe('an upload', () => {
  const definition = () => city.composition.services.get('enterprises')!.imports.find(({ thing }) => thing.register.many === 'premisesList')!;
  const runs = () => rowsOf(city.url, 'select state from enterprises.import_run where file_name = $1', ['broken.csv']);

  it('that breaks off is refused with its reason, and nothing of it is kept', async () => {
    const context = city.contextOf('enterprises', office);
    const broken = Readable.from((async function* () {
      yield Buffer.from('名称,手机\n甲,13912345678\n');
      throw new Error('the line went');
    })());
    await expect(receiveImport(context, definition(), 'broken.csv', broken)).rejects.toThrow('the line went');
    expect(await runs()).toEqual([{ state: 'REFUSED' }]);
    await expect(receiveImport(context, definition(), 'none.csv', undefined)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('keeps no column that nobody stored, once it is written', async () => {
    const context = city.contextOf('enterprises', office);
    await takeFile(city, office, 'enterprises', 'premisesList', [{ 名称: '乙', 地址: '一号', 法人身份证号码: '430681198001011234' }]);
    expect(await rowsOf(city.url, `select 1 from enterprises.import_row where cells::text like '%430681198001011234%'`)).toEqual([]);
    await expect(getRun(context, [definition()], '00000000-0000-7000-8000-000000000000')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
