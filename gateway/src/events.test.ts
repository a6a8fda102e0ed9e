import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { sql } from 'kysely';
import { openCity, personOf, untilHeard, type City } from './testing/open-city';

const bureau = personOf('bureau', [{ prefix: '430681' }], '430681');

let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'events');
});
afterAll(() => city.close());

const db = (service: string) => city.composition.services.get(service)!.database.db;
const put = (service: string, queue: string, data: object) => sql`insert into events.job (name, data) values (${queue}, ${JSON.stringify(data)}::jsonb) returning id`.execute(db(service));

it('carries an event to the domains that listen', async () => {
  await city.ask('grids', bureau, 'mutation M($i: CreateAreaInput!) { createArea(input: $i) { id } }', { i: { code: '430681', name: '汨罗市' } });
  await untilHeard(city);
  expect(await db('enterprises').selectFrom('area_copy').select(['code', 'name']).execute()).toEqual([{ code: '430681', name: '汨罗市' }]);
});

it('lets no domain tell what another one owns', async () => {
  await expect(put('offices', 'enterprises/grids/area', { rows: [] })).rejects.toThrow('an event of grids is not for offices to tell');
});

it('lets no domain read what the others tell', async () => {
  await put('grids', 'enterprises/grids/area', { rows: [] });
  await expect(sql`select data from events.job`.execute(db('offices'))).rejects.toThrow('permission denied');
});
