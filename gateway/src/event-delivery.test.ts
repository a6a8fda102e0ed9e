import { systemOf } from '@moduan/kernel';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { rowsOf } from './testing/held-lock';
import { dataOf, openCity, personOf, untilHeard, type City } from './testing/open-city';

const bureau = personOf('bureau', [{ prefix: '430681' }]);
const QUEUE = 'enterprises/grids/area';

let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'event_delivery');
});
afterAll(() => city.close());

const act = async (verb: string, i: object) => dataOf(await city.ask('grids', bureau, `mutation M($i: ${verb}AreaInput!) { done: ${verb.toLowerCase()}Area(input: $i) { id version } }`, { i })).done as { id: string; version: number };
const copyOf = (id: string) => rowsOf(city.url, 'select version, name from enterprises.area_copy where id = $1', [id]);
const jobs = (id: string) => rowsOf(city.url, 'select state, data from events.job where name = $1 and data::text like $2', [QUEUE, `%${id}%`]);

it('is tried again when the listener fails, until it succeeds; what came meanwhile is not overtaken', async () => {
  const { id } = await act('Create', { code: '430681', name: '一' });
  await untilHeard(city);
  await rowsOf(city.url, 'alter table enterprises.area_copy rename to area_copy_away');
  for (const [version, name] of [[1, '二'], [2, '三'], [3, '四']]) await act('Amend', { id, version, name });
  await vi.waitFor(async () => expect((await jobs(id)).filter(({ state }) => state === 'retry')).toHaveLength(3), { interval: 50, timeout: 15_000 });
  await rowsOf(city.url, 'alter table enterprises.area_copy_away rename to area_copy');
  await untilHeard(city);
  expect(await copyOf(id)).toEqual([{ version: 4, name: '四' }]);
  expect((await jobs(id)).map(({ state }) => state)).toEqual(['completed', 'completed', 'completed', 'completed']);
});

it('that comes late, twice or out of order leaves the newest version in place', async () => {
  const { id } = await act('Create', { code: '430681102', name: '一' });
  await act('Amend', { id, version: 1, name: '二' });
  await act('Amend', { id, version: 2, name: '三' });
  await untilHeard(city);
  const { database, definition } = city.composition.services.get('enterprises')!;
  const { handle } = definition.handlers!.find(({ event }) => event === 'grids.area')!;
  const told = (await jobs(id)).map(({ data }) => data as { rows: { version: number }[] });
  expect(told).toHaveLength(3);
  for (const payload of [...told].reverse()) for (const again of [payload, payload]) await handle(database.db, again as never, systemOf(database, city.composition.bus.emit, definition.things));
  expect(await copyOf(id)).toEqual([{ version: 3, name: '三' }]);
});

it('carries no personal data and no names of authors', async () => {
  const office = personOf('office', [{ prefix: '430681102' }], '430681102');
  await city.ask('enterprises', office, 'mutation M($i: CreatePremisesInput!) { createPremises(input: $i) { id } }', { i: { name: 'A shop', kind: 'SHOP', areaCode: '430681102', responsiblePhone: '13800138000', responsiblePerson: '张三丰' } });
  const carried = JSON.stringify(await rowsOf(city.url, 'select data from events.job'));
  expect(carried).not.toMatch(/13800138000|138\*|张三丰|createdBy|Sealed|Hash|Masked/);
});
