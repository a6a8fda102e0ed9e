import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { holdLock, rowsOf } from './testing/held-lock';
import { dataOf, openCity, personOf, untilHeard, type City } from './testing/open-city';

const bureau = personOf('bureau', [{ prefix: '430681' }]);
let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'races');
  const area = 'mutation M($i: CreateAreaInput!) { createArea(input: $i) { id } }';
  for (const i of [{ code: '430681', name: '汨罗市' }, { code: '430681102', name: '新市镇' }, { code: '430681104', name: '白水镇' }]) dataOf(await city.ask('grids', bureau, area, { i }));
  await untilHeard(city);
});
afterAll(() => city.close());
const ask = (document: string, i: object) => city.ask('enterprises', bureau, document, { i });

it('enters a licence where its premises stands, also when the premises moves at the same moment', async () => {
  const { id } = dataOf(await ask('mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id } }', { name: 'A', kind: 'SHOP', areaCode: '430681102' })).made as { id: string };
  const held = await holdLock(city.url, 'lock table enterprises.licence in share mode', []);
  const licence = ask('mutation M($i: CreateLicenceInput!) { made: createLicence(input: $i) { id } }', { number: 'L', kind: 'FOOD', premisesId: id });
  await held.untilWaiting(1, 'enterprises');
  const moved = ask('mutation M($i: TransferPremisesInput!) { made: transferPremises(input: $i) { id } }', { id, version: 1, areaCode: '430681104', reason: 'x' });
  await held.untilWaiting(2, 'enterprises');
  await held.release();
  dataOf(await licence);
  dataOf(await moved);
  expect(await rowsOf(city.url, 'select area_code from enterprises.licence')).toEqual([{ area_code: '430681104' }]);
});

it('shows in each step of one request what the step before has done', async () => {
  const { id } = dataOf(await ask('mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id } }', { name: 'A', kind: 'SHOP', areaCode: '430681102' })).made as { id: string };
  const document = 'mutation M($a: AmendPremisesInput!, $b: AmendPremisesInput!) { a: amendPremises(input: $a) { history { action } } b: amendPremises(input: $b) { history { action } } }';
  const { a, b } = dataOf(await city.ask('enterprises', bureau, document, { a: { id, version: 1, address: '1' }, b: { id, version: 2, address: '2' } })) as Record<string, { history: object[] }>;
  expect([a!.history.length, b!.history.length]).toEqual([2, 3]);
});
