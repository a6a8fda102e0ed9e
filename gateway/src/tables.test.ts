import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Fields } from '@moduan/schema';
import { permissionLabels } from '@moduan/schema/offices/permissions';
import { runtimeRole, schemaOf } from '@moduan/kernel/database/open-database';
import { allColumns } from '@moduan/kernel/entity/columns';
import { definitions } from './composition';
import { rowsOf } from './testing/held-lock';
import { openCity, type City } from './testing/open-city';

const things = definitions.flatMap(({ name, things: own }) => own.map((thing) => ({ service: name, table: thing.table, fields: thing.register.fields as Fields })));

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

/** Columns by which a row of a log is proved to be as it was written. */
const MARKS = ['mac', 'clock'];
/** What the database itself fills in, for finding records: what names have in common, and the code on the door. */
const FOUND_BY: Readonly<Record<string, readonly string[]>> = { premises: ['name_key', 'door_code'] };
const isLog = (table: string) => table === 'refused_attempt' || table === 'sign_in';
const isView = async (service: string, table: string) => (await rowsOf(city.url, "select 1 from pg_class where oid = $1::regclass and relkind = 'v'", [`${schemaOf(service)}.${table}`])).length > 0;

const spelled: Readonly<Record<string, string>> = { int: 'integer', timestamptz: 'timestamp with time zone' };
const typeOf = (type: string) => spelled[type] ?? type.replace(' collate "C"', '');
const byName = <T extends { name: string }>(columns: readonly T[]) => [...columns].sort((a, b) => (a.name < b.name ? -1 : 1));

describe.each(things)('$service: $table', ({ service, table, fields }) => {
  it('has the columns of its register, of their types, and no others', async () => {
    const found = new Map((await columnsOf(service, table)).map((column) => [column.name, column]));
    // A view promises nothing, and what the system itself fills in is always there, though nobody has to enter it.
    const isLoose = await isView(service, table);
    const expected = allColumns(fields).map(({ property, column, type, nullable }) => ({ name: column, type: typeOf(type), nullable: isLoose || (nullable && fields[property]?.derived) ? found.get(column)?.nullable : nullable }));
    const own = [...found.values()].filter(({ name }) => !(MARKS.includes(name) && isLog(table)) && !FOUND_BY[table]?.includes(name)).map(({ name, type, nullable }) => ({ name, type, nullable }));
    expect(byName(own)).toEqual(byName(expected as typeof own));
  });

  it('compares area codes by their bytes, as their ranges need', async () => {
    const codes = allColumns(fields).filter(({ type }) => type.includes('collate "C"')).map(({ column }) => column);
    const bytewise = (await columnsOf(service, table)).filter((column) => column.bytewise).map(({ name }) => name);
    expect(bytewise).toEqual(expect.arrayContaining(codes));
  });

  it('is changed by its own service alone, which deletes nothing', async () => {
    const granted = await rowsOf(city.url, 'select grantee, privilege_type as may from information_schema.role_table_grants where table_schema = $1 and table_name = $2 and grantee like $3', [schemaOf(service), table, 'moduan\\_%']);
    const may = (await isView(service, table)) ? ['SELECT'] : isLog(table) ? ['INSERT', 'SELECT'] : ['INSERT', 'SELECT', 'UPDATE'];
    expect(granted.map(({ grantee, may: what }) => `${String(grantee)} ${String(what)}`).sort()).toEqual(may.map((what) => `${runtimeRole(service)} ${what}`));
  });
});

it('offers no action that no permission allows', () => {
  const offered = definitions.flatMap(({ things: own }) => own.flatMap(({ register, scope }) => [...(scope.open ? [] : ['read']), ...register.can].map((action) => `${register.noun as string}.${action as string}`)));
  expect(offered.filter((permission) => !Object.hasOwn(permissionLabels, permission))).toEqual([]);
});

/** Short tokens that have lapsed go, the link of the first administrator when it has been used, and lines of uploads. */
const fleeting: Readonly<Record<string, readonly string[]>> = { offices: ['first_link', 'session_token'] };

it.each(definitions)('$name lets go of nothing but lines of uploads and what has lapsed', async ({ name }) => {
  const granted = await rowsOf(city.url, "select table_name from information_schema.role_table_grants where table_schema = $1 and grantee = $2 and privilege_type = 'DELETE'", [schemaOf(name), runtimeRole(name)]);
  expect(granted.map(({ table_name }) => table_name).sort()).toEqual(['import_row', ...(fleeting[name] ?? [])].sort());
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
