import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Client } from 'pg';
import { compareCopy, copiesOf, migrate, rebuildCopy, SecretBox, systemOf } from '@moduan/kernel';
import { definitions, migrated } from './composition';
import { oneAtATime, openCity, personOf, testKeys, untilHeard, type City } from './testing/open-city';

const bureau = personOf('bureau', [{ prefix: '430681' }], '430681');
const pairs = copiesOf(definitions);
let city: City;
let owner: Client;

beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'copies');
  owner = new Client({ connectionString: city.url });
  await owner.connect();
  for (const [code, name] of [['430681', '汨罗市'], ['430681102', '新市镇'], ['430681102206', '伏林村']])
    await city.ask('grids', bureau, 'mutation M($i: CreateAreaInput!) { createArea(input: $i) { id } }', { i: { code, name } });
  await city.ask('grids', bureau, 'mutation M($i: CreateAreaAliasInput!) { createAreaAlias(input: $i) { id } }', { i: { name: '旧村', areaCode: '430681102206', kind: 'FORMER' } });
  await city.ask('grids', bureau, 'mutation M($i: CreateGridInput!) { createGrid(input: $i) { id } }', { i: { areaCode: '430681102206001', name: '一号' } });
  const { data } = await city.ask('offices', bureau, 'mutation M($i: CreateUnitInput!) { createUnit(input: $i) { id } }', { i: { name: '一队', kind: 'OTHER', areaCode: '430681' } });
  await city.ask('offices', bureau, 'mutation M($i: CreatePersonInput!) { createPerson(input: $i) { id } }', { i: { name: '队员', unitId: (data!.createUnit as { id: string }).id, areaCode: '430681' } });
  await untilHeard(city);
});
afterAll(async () => {
  await owner.end();
  await city.close();
});

async function differences(): Promise<Record<string, number[]>> {
  const found: Record<string, number[]> = {};
  for (const pair of pairs) {
    const { copy, missing, surplus, changed } = await compareCopy(owner, pair);
    found[copy] = [missing, surplus, changed];
  }
  return found;
}
const alike = { '"enterprises"."area_copy"': [0, 0, 0], '"enterprises"."alias_copy"': [0, 0, 0], '"enterprises"."grid_copy"': [0, 0, 0], '"enterprises"."unit_copy"': [0, 0, 0], '"grids"."person_copy"': [0, 0, 0] };

it('keeps every copy equal to its original', async () => {
  expect(await differences()).toEqual(alike);
  const { rows } = await owner.query('select (select count(*) from enterprises.area_copy)::int as areas, (select count(*) from enterprises.grid_copy)::int as grids, (select count(*) from enterprises.unit_copy)::int as units');
  expect(rows).toEqual([{ areas: 3, grids: 1, units: 1 }]);
});

it('sees what is missing, surplus and changed, and makes it good', async () => {
  await owner.query(`delete from enterprises.area_copy where code = '430681'`);
  await owner.query(`insert into enterprises.area_copy (id, version, code, name) values (gen_random_uuid(), 1, '999999', 'nowhere')`);
  await owner.query(`update enterprises.area_copy set name = 'another' where code = '430681102'`);
  expect(await differences()).toEqual({ ...alike, '"enterprises"."area_copy"': [1, 1, 1] });
  for (const pair of pairs) await rebuildCopy(owner, pair);
  expect(await differences()).toEqual(alike);
});

it('begins a copy with what is there', async () => {
  await owner.query('drop table enterprises.unit_copy');
  await owner.query(`delete from enterprises.migration where name = '2026-11-22-units-known'`);
  await oneAtATime(inject('postgresUrl'), () => migrate({ ownerUrl: city.url, secrets: new SecretBox(testKeys) }, migrated));
  expect(await differences()).toEqual(alike);
});

it('takes nothing from an event that comes late or twice', async () => {
  const { database, definition } = city.composition.services.get('enterprises')!;
  const { rows } = await owner.query(`select id from enterprises.area_copy where code = '430681102'`);
  const late = { rows: [{ id: (rows[0] as { id: string }).id, version: 1, code: '430681102', name: 'late' }] };
  for (const { event, handle } of definition.handlers!) if (event === 'grids.area') await handle(database.db, late, systemOf(database, city.composition.bus.emit, definition.things));
  expect(await differences()).toEqual(alike);
});
