import { beforeAll, expect, inject, it } from 'vitest';
import { migrate, SecretBox } from '@moduan/kernel';
import { kernelMigrations } from '@moduan/kernel/database/kernel-migrations';
import { rolePassword, runtimeUrl } from '@moduan/kernel/database/open-database';
import { definitions, migrated as services } from './composition';
import { rowsOf } from './testing/held-lock';
import { emptyDatabase, oneAtATime, testKeys } from './testing/open-city';

const secrets = new SecretBox(testKeys);
let url: string;
const run = () => migrate({ ownerUrl: url, secrets }, services);
const tables = () => rowsOf(url, "select table_schema, table_name, column_name, data_type from information_schema.columns where table_schema = any($1) order by 1, 2, 3", [definitions.map(({ name }) => name)]);

beforeAll(async () => {
  url = await emptyDatabase(inject('postgresUrl'), 'migrations');
});

it('brings an empty database up to date, also when two installations start at once, and a second time changes nothing', async () => {
  await oneAtATime(inject('postgresUrl'), () => Promise.all([run(), run()]));
  const made = await tables();
  expect(made.length).toBeGreaterThan(100);
  for (const { service, migrations } of services) {
    const done = (await rowsOf(url, `select name from ${service}.migration order by id`)).map(({ name }) => name);
    expect(done).toEqual([...kernelMigrations, ...migrations].map(({ name }) => name));
  }
  await oneAtATime(inject('postgresUrl'), run);
  expect(await tables()).toEqual(made);
});

it('gives each service a role of its own, with a password that follows from the keys alone and that may not change tables', async () => {
  expect(new Set(services.map(({ service }) => rolePassword(secrets, service))).size).toBe(services.length);
  for (const { service } of services) {
    const own = runtimeUrl({ ownerUrl: url, secrets }, service);
    expect(await rowsOf(own, 'select count(*)::int as count from audit')).toEqual([{ count: 0 }]);
    for (const statement of ['create table mine (id int)', 'alter table audit add column x int', 'drop table import_row', 'create schema mine', 'create role mine', `set role ${new URL(url).username}`, `insert into migration (name) values ('x')`])
      await expect(rowsOf(own, statement)).rejects.toThrow(/permission denied|must be owner/);
    await expect(rowsOf(own.replace(rolePassword(secrets, service), 'guess'), 'select 1')).rejects.toThrow('password authentication failed');
  }
});
