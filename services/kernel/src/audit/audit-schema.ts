import type { Client } from 'pg';
import { runtimeRole, schemaOf, type DatabaseSettings } from '../database/open-database';
import { chained, MOMENT, type Head, type Link } from './chain';
import { setClock } from './clock';
import { logsOf, type Log } from './logs';

/**
 * What no service may touch: the seals, and the clock by which they cut time. The clock is the number of the transaction;
 * it is moved on when a restored database begins to count anew.
 */
export async function prepareAudit(owner: Client): Promise<void> {
  await owner.query('create schema if not exists audit');
  const known = await owner.query(`select 1 from pg_proc where proname = 'clock' and pronamespace = 'audit'::regnamespace`);
  if (!known.rowCount) await setClock(owner, 0n);
  await owner.query(`create table if not exists audit.seal (
    number int primary key, at timestamptz not null, from_clock bigint not null, to_clock bigint not null,
    content jsonb not null, previous text, signature text not null)`);
  await owner.query('create table if not exists audit.chained (service text primary key, at timestamptz not null default now())');
  await owner.query('create table if not exists audit.key_state (only_one boolean primary key default true check (only_one), hash_fingerprint text not null)');
}

export async function grantAudit(owner: Client, service: string, logs: readonly Log[] = []): Promise<void> {
  const [schema, role] = [schemaOf(service), runtimeRole(service)];
  await owner.query(`grant usage on schema audit to ${role}`);
  await owner.query(`grant execute on function audit.clock() to ${role}`);
  const kept = ['audit', ...logsOf({ logs }).map(({ table }) => table)].map((table) => `${schema}.${table}`);
  await owner.query(`revoke update, delete on ${kept.join(', ')} from ${role}`);
}

const BATCH = 5_000;

/**
 * Entries of an older version get their place in the chain, in the order in which they were made: once. What has no mark
 * afterwards was not written by the product, and can not be.
 */
export async function chainOlder(owner: Client, { secrets }: DatabaseSettings, service: string): Promise<void> {
  const table = `${schemaOf(service)}.audit`;
  const done = await owner.query('select 1 from audit.chained where service = $1', [service]);
  if (done.rowCount) return;
  await placeOlder(owner, service);
  const heads = new Map<string, Head>();
  for (;;) {
    const { rows } = await owner.query<Omit<Link, 'sequence' | 'previous'>>(
      `select *, ${MOMENT} as at from (select * from ${table} where mac is null order by record_id collate "C", audit.at, id limit ${BATCH}) as audit order by record_id collate "C", audit.at, id`,
    );
    if (!rows.length) break;
    await knowHeads(owner, table, rows.map(({ record_id }) => record_id), heads);
    const links = chained(secrets, service, heads, rows);
    await owner.query(
      `update ${table} set sequence = link.sequence, previous = link.previous, mac = link.mac
       from unnest($1::uuid[], $2::int[], $3::text[], $4::text[]) as link (id, sequence, previous, mac) where audit.id = link.id`,
      [links.map(({ id }) => id), links.map(({ sequence }) => sequence), links.map(({ previous }) => previous), links.map(({ mac }) => mac)],
    );
  }
  await owner.query(`alter table ${table} alter column sequence set not null, alter column mac set not null`);
  await owner.query('insert into audit.chained (service) values ($1)', [service]);
}

/** Older entries are of the area of their record; of what has none, of the city. */
async function placeOlder(owner: Client, service: string): Promise<void> {
  const schema = schemaOf(service);
  const { rows } = await owner.query<{ name: string; place: string }>(
    `select table_name as name, min(column_name) as place from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = $1 and table_type = 'BASE TABLE' and table_name <> 'audit' and (column_name = 'area_code' or (table_name = 'area' and column_name = 'code'))
       and exists (select from information_schema.columns as its where its.table_schema = $1 and its.table_name = tables.table_name and its.column_name = 'created_by_name')
     group by table_name`,
    [schema],
  );
  for (const { name, place } of rows) await owner.query(`update ${schema}.audit set area_code = its.${place} from ${schema}.${name} as its where audit.mac is null and audit.area_code is null and its.id::text = audit.record_id`);
  await owner.query(`update ${schema}.audit set area_code = (select left(area_code, 6) from ${schema}.audit where area_code is not null limit 1) where mac is null and area_code is null`);
}

/** Where chains stand that an interrupted run had begun. */
async function knowHeads(owner: Client, table: string, recordIds: readonly string[], heads: Map<string, Head>): Promise<void> {
  const unknown = [...new Set(recordIds)].filter((id) => !heads.has(id));
  const { rows } = await owner.query<{ record_id: string; sequence: number; mac: string }>(
    `select distinct on (record_id) record_id, sequence, mac from ${table} where record_id = any($1) and mac is not null order by record_id, sequence desc`,
    [unknown],
  );
  for (const { record_id, sequence, mac } of rows) heads.set(record_id, { sequence, mark: mac });
}
