import { MikroORM, type Options } from '@mikro-orm/postgresql';
import { Migrator, type Migration } from '@mikro-orm/migrations';
import type { Client } from 'pg';
import { chainOlder, grantAudit, prepareAudit } from '../audit/audit-schema';
import { clockAfterRestore } from '../audit/clock';
import { markOlder, type Log } from '../audit/logs';
import { asOwner, inOneGo } from './as-owner';
import { kernelMigrations } from './kernel-migrations';
import { rolePassword, runtimeRole, schemaOf, type DatabaseSettings } from './open-database';

export interface NamedMigration {
  /** `2026-11-22-what-is-new`: the order is that of the list, which only grows. */
  readonly name: string;
  readonly class: new (...args: ConstructorParameters<typeof Migration>) => Migration;
}

export interface Migrated {
  readonly service: string;
  readonly migrations: readonly NamedMigration[];
  /** Tables that are added to and read, and never changed. */
  readonly logs?: readonly Log[];
}

const LOCK = 7_043_068_100;

const quoted = (name: string) => `"${name.replace(/"/g, '""')}"`;
const literal = (value: string) => `'${value.replace(/'/g, "''")}'`;

/** Brings schema, role and tables of every service up to date, one installation at a time. */
export async function migrate(settings: DatabaseSettings, services: readonly Migrated[]): Promise<void> {
  await asOwner(settings.ownerUrl, 'migrations', async (owner) => {
    await owner.query('select pg_advisory_lock($1)', [LOCK]);
    await owner.query('create extension if not exists pg_trgm with schema public');
    await prepareAudit(owner);
    await clockAfterRestore(owner, services.map(({ service: name, logs }) => ({ name, logs })));
    for (const { service, migrations, logs = [] } of services) {
      await prepareSchema(owner, settings, service);
      await runMigrations(settings, service, migrations);
      await chainOlder(owner, settings, service);
      for (const log of logs) await markOlder(owner, settings.secrets, service, log);
      // Together: a service that runs already is never without its rights, nor for a moment with more.
      await inOneGo(owner, async () => {
        await grantRuntime(owner, service);
        await grantAudit(owner, service, logs);
      });
    }
  });
}

async function prepareSchema(owner: Client, settings: DatabaseSettings, service: string): Promise<void> {
  const role = runtimeRole(service);
  const password = literal(rolePassword(settings.secrets, service));
  const known = await owner.query('select 1 from pg_roles where rolname = $1', [role]);
  await owner.query(`${known.rowCount ? 'alter' : 'create'} role ${quoted(role)} login password ${password}`);
  await owner.query(`create schema if not exists ${quoted(schemaOf(service))}`);
  await owner.query(`grant usage on schema ${quoted(schemaOf(service))} to ${quoted(role)}`);
  await owner.query(`alter role ${quoted(role)} set search_path to ${quoted(schemaOf(service))}, public`);
  // Moments leave as the database writes them: in UTC, whatever zone it was made in.
  await owner.query(`alter role ${quoted(role)} set timezone to 'UTC'`);
}

async function runMigrations(settings: DatabaseSettings, service: string, own: readonly NamedMigration[]): Promise<void> {
  const orm = await MikroORM.init({
    clientUrl: settings.ownerUrl,
    schema: schemaOf(service),
    entities: [],
    ensureDatabase: false,
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    migrations: {
      migrationsList: [...kernelMigrations, ...own].map(({ name, class: migration }) => ({ name, class: migration })),
      schema: schemaOf(service),
      tableName: 'migration',
      snapshot: false,
      silent: true,
    },
  } satisfies Options);
  try {
    await orm.migrator.up();
  } finally {
    await orm.close(true);
  }
}

/** Runtime: no DDL; the audit trail can be added to and read, never changed. */
async function grantRuntime(owner: Client, service: string): Promise<void> {
  const [schema, role] = [quoted(schemaOf(service)), quoted(runtimeRole(service))];
  await owner.query(`grant select, insert, update on all tables in schema ${schema} to ${role}`);
  await withoutViews(owner, service);
  await owner.query(`grant delete on ${schema}.import_row to ${role}`);
  await owner.query(`revoke delete on ${schema}.idempotency from ${role}`);
  await owner.query(`grant usage on all sequences in schema ${schema} to ${role}`);
  await owner.query(`revoke update on ${schema}.audit from ${role}`);
  // What was attached never changes; that it was removed is added to it.
  await owner.query(`revoke update on ${schema}.attachment from ${role}`);
  await owner.query(`grant update (ended_at, ended_by_name, end_reason) on ${schema}.attachment to ${role}`);
  await owner.query(`revoke insert, update on ${schema}.migration from ${role}`);
}

/** Through a view of one table its rows could be changed with the rights of the owner: views are for reading. */
async function withoutViews(owner: Client, service: string): Promise<void> {
  const { rows } = await owner.query<{ name: string }>('select viewname as name from pg_views where schemaname = $1', [schemaOf(service)]);
  for (const { name } of rows) await owner.query(`revoke insert, update, delete on ${quoted(schemaOf(service))}.${quoted(name)} from ${quoted(runtimeRole(service))}`);
}
