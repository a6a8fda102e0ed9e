import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { runtimeRole, schemaOf } from '@moduan/kernel/database/open-database';
import { allColumns } from '@moduan/kernel/entity/columns';
import { definitions } from './composition';
import { rowsOf } from './testing/held-lock';
import { openCity, type City } from './testing/open-city';

const things = definitions.flatMap(({ name, things: own }) => own.map((thing) => ({ service: name, table: thing.table, fields: thing.register.fields as never })));

let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'tables');
});
afterAll(() => city.close());

interface DatabaseColumn {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly bytewise: boolean;
}

const columnsOf = async (service: string, table: string) =>
  (await rowsOf(
    city.url,
    `select attname as name, format_type(atttypid, atttypmod) as type, not attnotnull as nullable, coalesce(collname = 'C', false) as bytewise
     from pg_attribute left join pg_collation on pg_collation.oid = attcollation
     where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [`${schemaOf(service)}.${table}`],
  )) as unknown as DatabaseColumn[];

const spelled: Readonly<Record<string, string>> = { int: 'integer', timestamptz: 'timestamp with time zone' };
const typeOf = (type: string) => spelled[type] ?? type.replace(' collate "C"', '');
const byName = <T extends { name: string }>(columns: readonly T[]) => [...columns].sort((a, b) => (a.name < b.name ? -1 : 1));

describe.each(things)('$service: $table', ({ service, table, fields }) => {
  it('has the columns of its register, of their types, and no others', async () => {
    const expected = allColumns(fields).map(({ column, type, nullable }) => ({ name: column, type: typeOf(type), nullable }));
    const found = (await columnsOf(service, table)).map(({ name, type, nullable }) => ({ name, type, nullable }));
    expect(byName(found)).toEqual(byName(expected));
  });

  it('compares area codes by their bytes, as their ranges need', async () => {
    const codes = allColumns(fields).filter(({ type }) => type.includes('collate "C"')).map(({ column }) => column);
    const bytewise = (await columnsOf(service, table)).filter((column) => column.bytewise).map(({ name }) => name);
    expect(bytewise).toEqual(expect.arrayContaining(codes));
  });

  it('is changed by its own service alone, which deletes nothing', async () => {
    const granted = await rowsOf(city.url, 'select grantee, privilege_type as may from information_schema.role_table_grants where table_schema = $1 and table_name = $2 and grantee like $3', [schemaOf(service), table, 'moduan\\_%']);
    expect(granted.map(({ grantee, may }) => `${String(grantee)} ${String(may)}`).sort()).toEqual(['INSERT', 'SELECT', 'UPDATE'].map((may) => `${runtimeRole(service)} ${may}`));
  });
});

it.each(definitions)('$name lets go of nothing but lines of uploads', async ({ name }) => {
  const granted = await rowsOf(city.url, "select table_name from information_schema.role_table_grants where table_schema = $1 and grantee = $2 and privilege_type = 'DELETE'", [schemaOf(name), runtimeRole(name)]);
  expect(granted).toEqual([{ table_name: 'import_row' }]);
});

it('finds an index for every relation, so that following one never reads a whole table', async () => {
  const missing: string[] = [];
  for (const { service, table } of things) {
    const keys = await rowsOf(city.url, "select conkey[1] as attnum, conname from pg_constraint where contype = 'f' and conrelid = $1::regclass", [`${schemaOf(service)}.${table}`]);
    for (const { attnum, conname } of keys) {
      const indexes = await rowsOf(city.url, 'select 1 from pg_index where indrelid = $1::regclass and indkey[0] = $2', [`${schemaOf(service)}.${table}`, attnum]);
      if (!indexes.length) missing.push(`${service}.${String(conname)}`);
    }
  }
  expect(missing).toEqual([]);
});
