import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { makeCreditCode } from '@moduan/schema/codes';
import { openCity, personOf, untilHeard, type City } from './testing/open-city';
import { checkFile, takeFile } from './testing/take-file';

const office = personOf('town', [{ prefix: '430681102' }], '430681102');
let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'premises');
});
afterAll(() => city.close());

const ask = (document: string, i: object) => city.ask('enterprises', office, document, { i });
const enter = async () => {
  const { data } = await ask('mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id version } }', { name: 'A works', kind: 'ENTERPRISE', areaCode: '430681102' });
  return data!.made as { id: string; version: number };
};
const GRADE = 'mutation M($i: GradePremisesInput!) { graded: gradePremises(input: $i) { stars supervisor history { action reason } } }';

it('moves supervision to the office at three stars, and keeps the change with its reason', async () => {
  const { id, version } = await enter();
  const { data } = await ask(GRADE, { id, version, stars: 3, reason: 'dust' });
  expect(data!.graded).toMatchObject({ stars: 3, supervisor: 'OFFICE', history: [{ action: 'premises.grade', reason: 'dust' }, { action: 'premises.create' }] });
  const changes = await city.ask('enterprises', office, '{ starChanges { nodes { starsBefore starsAfter reason } } }');
  expect(changes.data!.starChanges).toEqual({ nodes: [{ starsBefore: null, starsAfter: 3, reason: 'dust' }] });
});

it('names every field at fault in a grading', async () => {
  const { id, version } = await enter();
  const { errors } = await ask(GRADE, { id, version, stars: 6, reason: ' ' });
  expect((errors![0]!.extensions.details as { fields: { path: string }[] }).fields.map(({ path }) => path)).toEqual(['stars', 'reason']);
});

it('moves premises only to areas that are there', async () => {
  const { id, version } = await enter();
  const { errors } = await ask('mutation M($i: TransferPremisesInput!) { transferPremises(input: $i) { id } }', { id, version, areaCode: '430681102999', reason: 'x' });
  expect(errors![0]!.extensions.code).toBe('INVALID_INPUT');
});

it('is entered only where there is an area or a grid, once the divisions are known', async () => {
  const bureau = personOf('bureau', [{ prefix: '430681' }]);
  for (const [code, name] of [['430681', '汨罗市'], ['430681102', '新市镇'], ['430681102206', '伏林村']]) await city.ask('grids', bureau, 'mutation M($i: CreateAreaInput!) { createArea(input: $i) { id } }', { i: { code, name } });
  await untilHeard(city);
  const { errors } = await ask('mutation M($i: CreatePremisesInput!) { createPremises(input: $i) { id } }', { name: 'Nowhere', kind: 'SHOP', areaCode: '430681102206999' });
  expect(errors![0]!.extensions).toMatchObject({ code: 'INVALID_INPUT', details: { fields: [{ path: 'areaCode' }] } });
  expect((await ask('mutation M($i: CreatePremisesInput!) { createPremises(input: $i) { id } }', { name: 'Somewhere', kind: 'SHOP', areaCode: '430681102206' })).errors).toBeUndefined();
});

it('makes an operator with an entry of its own in the trail', async () => {
  await ask('mutation M($i: CreatePremisesInput!) { createPremises(input: $i) { id } }', { name: 'With a firm', kind: 'SHOP', areaCode: '430681102' });
  const { data } = await city.ask('enterprises', office, '{ operators(filter: { search: "With a firm" }) { nodes { history { action actorName changes { field to } } } } }');
  expect((data!.operators as { nodes: object[] }).nodes).toMatchObject([{ history: [{ action: 'operator.create', actorName: 'town', changes: expect.arrayContaining([{ field: 'name', to: 'With a firm' }]) }] }]);
});

it('takes what a file says of the operator only from who may amend it', async () => {
  const importer = personOf('importer', [{ prefix: '430681102' }], '430681102', ['premises.read', 'premises.import', 'premises.create', 'premises.amend']);
  const row = { 名称: 'Filed', 统一社会信用代码: makeCreditCode({ division: '430681', body: 'FA000001' }), 法人代表: '甲' };
  await takeFile(city, office, 'enterprises', 'premisesList', [row]);
  const [checked] = await checkFile(city, importer, 'enterprises', 'premisesList', [{ ...row, 法人代表: '乙' }]);
  expect([checked!.outcome, checked!.faults.map(({ field }) => field)]).toEqual(['FAULTY', ['legalRepresentative']]);
});

it('gives premises whose code is cleared an operator of their own; those that share the code keep theirs', async () => {
  const creditCode = makeCreditCode({ division: '430681', body: 'FA000002' });
  const MADE = 'mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id operatorId } }';
  const made = async (kind: string) => (await ask(MADE, { name: 'Coded', kind, areaCode: '430681102', creditCode })).data!.made as { id: string; operatorId: string };
  const [one, other] = [await made('SHOP'), await made('STATION')];
  expect(one.operatorId).toBe(other.operatorId);
  const { data } = await ask('mutation M($i: AmendPremisesInput!) { cleared: amendPremises(input: $i) { creditCode operator { id creditCode } } }', { id: one.id, version: 1, creditCode: null });
  expect(data!.cleared).toMatchObject({ creditCode: null, operator: { id: expect.not.stringMatching(one.operatorId), creditCode: null } });
});

it('is found by the code on its door by who may read it, and by nobody else', async () => {
  const { id } = await enter();
  const { data } = await city.ask('enterprises', office, 'query Q($id: ID!) { premises(id: $id) { doorCode } }', { id });
  const code = (data!.premises as { doorCode: string }).doorCode;
  expect(code).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/);
  const at = (who: typeof office, wanted: string) => city.ask('enterprises', who, 'query Q($c: String!) { found: premisesAtDoor(code: $c) { id } }', { c: wanted });
  for (const wanted of [code, code.replaceAll('-', '').toLowerCase()]) expect((await at(office, wanted)).data!.found).toEqual({ id });
  const other = personOf('other', [{ prefix: '430681104' }], '430681104');
  const [hidden, none] = [await at(other, code), await at(office, 'AAAA-BBBB-CCCC')];
  expect([hidden.errors![0], none.errors![0]].map((error) => [error!.message, error!.extensions.code])).toEqual(Array.from({ length: 2 }, () => [hidden.errors![0]!.message, 'NOT_FOUND']));
});
