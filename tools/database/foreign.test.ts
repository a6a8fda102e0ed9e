import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { checkForeign } from './foreign.mjs';

const owner = inject('postgresUrl');
let admin: pg.Client;

const variant = (change: (url: URL) => void) => {
  const url = new URL(owner);
  change(url);
  return url.toString();
};
const asGuest = (database: string) =>
  variant((url) => {
    url.username = 'guest_of_check';
    url.password = 'guest';
    url.pathname = `/${database}`;
  });

beforeAll(async () => {
  admin = new pg.Client({ connectionString: owner });
  await admin.connect();
  await admin.query("create role guest_of_check login password 'guest'");
  await admin.query('create database check_plain owner guest_of_check');
  await admin.query('create database check_unordered');
  await admin.query("create database check_latin encoding 'LATIN1' locale 'C' template template0");
  await admin.query("create database check_c encoding 'UTF8' locale 'C' template template0");
});
afterAll(async () => {
  for (const name of ['check_plain', 'check_unordered', 'check_latin', 'check_c']) await admin.query(`drop database ${name}`);
  await admin.query('drop role guest_of_check');
  await admin.end();
});

describe('a foreign DATABASE_URL', () => {
  it('is taken when all is well', async () => expect(await checkForeign(owner)).toBeUndefined());

  it.each([
    ['a wrong password', variant((url) => void (url.password = 'wrong')), /wrong user or password/],
    ['a wrong port', variant((url) => void (url.port = '1')), /no PostgreSQL listens/],
    ['no such database', variant((url) => void (url.pathname = '/absent')), /no such database/],
    ['another protocol', 'mysql://somebody@127.0.0.1/x', /no PostgreSQL address/],
    ['another encoding', variant((url) => void (url.pathname = '/check_latin')), /encoding LATIN1/],
    ['letters it does not know', variant((url) => void (url.pathname = '/check_c')), /does not know Chinese letters/],
    ['a user who may not create roles', asGuest('check_plain'), /createrole/],
  ])('is refused with what to do: %s', async (_case, url, reason) => {
    await expect(checkForeign(url)).rejects.toThrow(reason);
  });

  it('is refused when schemas may not be made', async () => {
    await admin.query('alter role guest_of_check createrole');
    await admin.query('alter database check_plain owner to current_user');
    await expect(checkForeign(asGuest('check_plain'))).rejects.toThrow(/grant create on database/);
  });

  it('is refused without the order of Chinese letters', async () => {
    const client = new pg.Client({ connectionString: variant((url) => void (url.pathname = '/check_unordered')) });
    await client.connect();
    await client.query('set allow_system_table_mods = on');
    await client.query("delete from pg_collation where collname = 'zh-x-icu'");
    await client.end();
    await expect(checkForeign(variant((url) => void (url.pathname = '/check_unordered')))).rejects.toThrow(/zh-x-icu.*ICU/s);
  });

  it('never shows the password', async () => {
    await expect(checkForeign(variant((url) => void (url.password = 'hidden-word')))).rejects.toThrow(expect.objectContaining({ message: expect.not.stringContaining('hidden-word') }));
  });
});
