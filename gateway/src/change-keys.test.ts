import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { SecretBox, sealedColumns, type Keys } from '@moduan/kernel';
import { changeKeys } from './change-keys';
import { compose, definitions } from './composition';
import { holdLock, rowsOf } from './testing/held-lock';
import { cityOf, dataOf, freshDatabase, oneAtATime, personOf, testKeys, writeTestKeys, type City } from './testing/open-city';
import { readKeys } from './keys-files';

const postgres = inject('postgresUrl');
const bureau = personOf('bureau', [{ prefix: '430681' }]);
const PHONE = '13800138000';

let data: string;
let url: string;
let id: string;
const keys = () => JSON.parse(readFileSync(join(data, 'keys.json'), 'utf8')) as Keys;
const sealed = async () => (await rowsOf(url, 'select responsible_phone_sealed as sealed, responsible_phone_hash as hash from enterprises.premises where id = $1', [id]))[0] as { sealed: string; hash: string };
async function withCity<T>(work: (city: City) => Promise<T>): Promise<T> {
  const composition = await oneAtATime(postgres, () => compose({ ownerUrl: url, secrets: new SecretBox(readKeys(data)) }, () => undefined));
  try {
    return await work(cityOf(composition, url, []));
  } finally {
    await composition.close();
  }
}
const premises = { name: '有电话', kind: 'SHOP', areaCode: '430681119', responsiblePhone: PHONE };

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'moduan-keys-'));
  url = await freshDatabase(postgres, 'change_keys');
  writeTestKeys(data);
  ({ id } = await withCity(async (city) => dataOf(await city.ask('enterprises', bureau, 'mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id } }', { i: premises })).made as { id: string }));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

it('knows every sealed column of the database', async () => {
  const columns = await rowsOf(url, `select table_schema || '.' || table_name || '.' || column_name as name from information_schema.columns where column_name ~ '_sealed$' order by 1`);
  expect(sealedColumns(definitions).map(({ service, table, sealed: column }) => `${service}.${table}.${column}`).sort()).toEqual(columns.map(({ name }) => name));
});

it('seals and hashes everything anew; what was sealed is read as before, and the old keys open nothing', async () => {
  const before = await sealed();
  await changeKeys(data, url);
  const after = await sealed();
  expect([after.sealed.split(':')[0], after.hash === before.hash]).toEqual(['k2', false]);
  expect(Object.keys(keys().sealing)).toEqual(['k2']);
  expect(keys().hash).not.toBe(testKeys.hash);
  expect(() => new SecretBox(testKeys).open(after.sealed)).toThrow('k2');
  await withCity(async (city) => {
    const shown = dataOf(await city.ask('enterprises', bureau, 'mutation R($i: RevealInput!) { value: revealPremises(input: $i) }', { i: { id, field: 'responsiblePhone' } }));
    expect(shown.value).toBe(PHONE);
  });
});

it('is finished by the next run when it was interrupted before the database had changed', async () => {
  const known = keys();
  const lock = await holdLock(url, 'select from enterprises.premises for update', []);
  const interrupted = changeKeys(data, url).catch((error: Error) => error);
  await expect.poll(async () => (await rowsOf(url, `select pid from pg_stat_activity where application_name = 'moduan keys' and wait_event_type = 'Lock' and datname = current_database()`)).length).toBe(1);
  await rowsOf(url, `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'moduan keys' and datname = current_database()`);
  expect(await interrupted).toBeInstanceOf(Error);
  await lock.release();
  expect(keys()).toMatchObject({ current: known.current, next: { current: 'k3' } });
  expect(() => readKeys(data)).toThrow('rotate-keys');
  expect(new SecretBox(known).open((await sealed()).sealed)).toBe(PHONE);
  await changeKeys(data, url);
  expect(keys().next).toBeUndefined();
  expect(new SecretBox(keys()).open((await sealed()).sealed)).toBe(PHONE);
});

it('is finished by the next run when only the file was left', async () => {
  const known = keys();
  await changeKeys(data, url);
  const done = keys();
  writeFileSync(join(data, 'keys.json'), JSON.stringify({ ...known, next: done }));
  const { sealed: before } = await sealed();
  expect(await changeKeys(data, url)).toBe(0);
  expect(keys()).toEqual(done);
  expect((await sealed()).sealed).toBe(before);
});
