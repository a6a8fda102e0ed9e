import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { postFrom } from './testing/from-address';
import { rowsOf } from './testing/held-lock';
import { untilHeard } from './testing/open-city';
import { FIRST, openGateway, PASSWORD, type Gateway } from './testing/open-gateway';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'first_administrator', null);
});
afterAll(() => gateway.close());

let last = 1;
const ask = (body: unknown) => postFrom(`127.0.3.${(last += 1)}`, `${gateway.url}/first-administrator`, body, { 'x-moduan-first': gateway.running.firstToken! });

it.each<[string, unknown, string[]]>([
  ['nothing', {}, ['username', 'name', 'password', 'cityCode', 'unitName']],
  ['no object', 'null', ['username', 'name', 'password', 'cityCode', 'unitName']],
  ['a name that sign-in would never find', { ...FIRST, username: 'Admin' }, ['username']],
  ['a name that is none', { ...FIRST, username: 'a b' }, ['username']],
  ['numbers and lists', { ...FIRST, name: 7, unitName: ['Bureau'] }, ['name', 'unitName']],
  ['no city', { ...FIRST, cityCode: undefined }, ['cityCode']],
  ['a code that is none', { ...FIRST, cityCode: '43068x' }, ['cityCode']],
  ['a town', { ...FIRST, cityCode: '430681102' }, ['cityCode']],
  ['names too long', { ...FIRST, name: '长'.repeat(41), unitName: '长'.repeat(101) }, ['name', 'unitName']],
  ['a weak password', { ...FIRST, password: 'weak', name: ' ' }, ['name', 'password']],
])('refuses %s, names each field, and writes nothing', async (_what, body, paths) => {
  const { status, body: told } = await ask(body);
  expect([status, told.code]).toEqual([422, 'INVALID_INPUT']);
  expect((told.details as { fields: { path: string; message: string }[] }).fields.map(({ path, message }) => [path, message.length > 3])).toEqual(paths.map((path) => [path, true]));
  for (const table of ['unit', 'person', 'role', 'account', 'first_administrator']) expect(await rowsOf(gateway.city.url, `select 1 from offices.${table}`)).toEqual([]);
});

it('takes what the registers take, who then signs in', async () => {
  expect((await ask({ ...FIRST, username: ' first ' })).status).toBe(201);
  expect((await postFrom('127.0.3.99', `${gateway.url}/session`, { username: 'First', password: PASSWORD })).status).toBe(200);
});

it('tells the others of the first unit as of every other', async () => {
  await untilHeard(gateway.city);
  const [unit] = await rowsOf(gateway.city.url, 'select id from offices.unit');
  expect(await rowsOf(gateway.city.url, 'select id, version, ended_at from enterprises.unit_copy')).toEqual([{ id: unit!.id, version: 1, ended_at: null }]);
});
