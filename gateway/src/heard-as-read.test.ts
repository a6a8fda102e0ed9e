import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { readable, type Jurisdiction } from '@moduan/kernel';
import { definitions } from './composition';
import { fillCity } from './testing/fill-city';
import { rowsOf } from './testing/held-lock';
import { openCity, personOf, type City } from './testing/open-city';

const things = definitions.flatMap(({ name, things: own }) => own.flatMap((thing) => (thing.scope.heard ? [{ service: name, table: thing.table, thing }] : [])));
const ofPremises: string[] = [];

let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'heard_as_read');
  await fillCity(city, personOf('bureau', [{ prefix: '430681' }]));
  await rowsOf(city.url, `update enterprises.premises set line_of_work = case when random() < 0.5 then 'A' end`);
  await rowsOf(city.url, `update enterprises.licence set line_of_work = case when random() < 0.5 then 'A' end`);
  ofPremises.push(...(await rowsOf(city.url, 'select id from enterprises.premises limit 3')).map(({ id }) => id as string));
});
afterAll(() => city.close());

const reaches: Record<string, () => Jurisdiction> = {
  nowhere: () => [],
  'an empty prefix': () => [{ prefix: '' }],
  'the city': () => [{ prefix: '430681' }],
  'a town': () => [{ prefix: '430681102' }],
  'a town of another city': () => [{ prefix: '430602' }],
  'a line of work': () => [{ prefix: '430681', lines: ['A'] }],
  'no line of work': () => [{ prefix: '430681', lines: [] }],
  'some premises': () => [{ prefix: '430681', premises: ofPremises }],
  'a town, and a line everywhere': () => [{ prefix: '430681102' }, { prefix: '43', lines: ['A', 'B'] }],
};

it.each(things)('of $table is heard by whoever reads it, and by nobody else', async ({ service, table, thing }) => {
  const rows = await rowsOf(city.url, `select * from ${service}.${table}`);
  for (const [name, reach] of Object.entries(reaches)) {
    const actor = personOf('somebody', reach());
    const read = await readable(city.contextOf(service, actor), thing).select('id').execute();
    const heard = rows.filter((row) => thing.scope.heard!.holds(row, actor.reach(`${thing.register.noun as string}.read`)));
    expect([name, heard.map(({ id }) => id).sort()]).toEqual([name, (read as { id: string }[]).map(({ id }) => id).sort()]);
  }
});
