import { writeFileSync } from 'node:fs';
import { Client } from 'pg';
import { expect, vi } from 'vitest';
import { parse } from 'graphql';
import { Actor, freshKeys, migrate, RequestContext, SecretBox, type Jurisdiction, type Keys, type Language, type ServiceContext } from '@moduan/kernel';
import { permissionLabels } from '@moduan/schema/offices/permissions';
import { ownerFile, writeKeys } from '../keys-files';
import { compose, migrated, type LocalComposition } from '../composition';

const withRoles = (keys: ReturnType<typeof freshKeys>): Keys => ({ ...keys, owner: { ...keys.owner, roles: Buffer.alloc(32, 7).toString('base64') } });

/** One set of keys for all tests of a run: the roles' passwords follow from them, and roles belong to the whole cluster. */
export const testKeys: Keys = withRoles(freshKeys());

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

export interface City {
  readonly composition: LocalComposition;
  /** The owner's connection to the database of this city. */
  readonly url: string;
  /** Bugs that the services logged. */
  readonly bugs: readonly unknown[];
  ask(service: string, actor: Actor, document: string, variables?: object, language?: Language): Promise<Answer>;
  contextOf(service: string, actor: Actor): ServiceContext;
  close(): Promise<void>;
}

const SOMEBODY = '00000000-0000-7000-8000-00000000000a';

/** The keys as an installation keeps them. */
export function writeTestKeys(data: string): void {
  writeKeys(data, testKeys);
  writeFileSync(ownerFile(data), JSON.stringify(testKeys.owner));
}

/** A person who may do everything, where the jurisdiction reaches. */
export const personOf = (name: string, jurisdiction: Jurisdiction, homeArea = '430681', permissions: Iterable<string> = Object.keys(permissionLabels)): Actor =>
  new Actor(`test ${name}`, name, name, permissions, jurisdiction, homeArea, SOMEBODY);

/** What an operation answered that should have succeeded. */
export function dataOf({ data, errors }: Answer): Record<string, unknown> {
  if (errors) throw new Error(JSON.stringify(errors));
  return data!;
}

const at = (postgresUrl: string, database: string): string => Object.assign(new URL(postgresUrl), { pathname: `/${database}` }).toString();

async function asOwner<T>(postgresUrl: string, work: (owner: Client) => Promise<T>): Promise<T> {
  const owner = new Client({ connectionString: postgresUrl });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

const ROLES_LOCK = 430_681;

/** Runtime roles belong to the cluster: test files that open their cities at once do so one after the other. */
export const oneAtATime = <T>(postgresUrl: string, open: () => Promise<T>): Promise<T> =>
  asOwner(postgresUrl, async (turn) => {
    await turn.query('select pg_advisory_lock($1)', [ROLES_LOCK]);
    return open();
  });

const TEMPLATE = 'moduan_migrated';

/** Every city begins with the same tables: they are made once in a run, and copied. */
async function requireTemplate(postgresUrl: string, owner: Client): Promise<void> {
  const { rowCount } = await owner.query('select 1 from pg_database where datname = $1', [TEMPLATE]);
  if (rowCount) return;
  await owner.query(`drop database if exists ${TEMPLATE}_unfinished`);
  await owner.query(`create database ${TEMPLATE}_unfinished`);
  await migrate({ ownerUrl: at(postgresUrl, `${TEMPLATE}_unfinished`), secrets: new SecretBox(testKeys) }, migrated);
  await owner.query(`alter database ${TEMPLATE}_unfinished rename to ${TEMPLATE}`);
}

async function createDatabase(postgresUrl: string, owner: Client, name: string, how = ''): Promise<string> {
  const database = `moduan_${name}_${process.pid}`;
  await owner.query(`create database ${database} ${how}`);
  return at(postgresUrl, database);
}

/** A database of the run's PostgreSQL with nothing in it. */
export const emptyDatabase = (postgresUrl: string, name: string): Promise<string> => asOwner(postgresUrl, (owner) => createDatabase(postgresUrl, owner, name));

/** A fresh database of the run's PostgreSQL, with the tables of every service. */
export const freshDatabase = (postgresUrl: string, name: string): Promise<string> =>
  oneAtATime(postgresUrl, () =>
    asOwner(postgresUrl, async (owner) => {
      await requireTemplate(postgresUrl, owner);
      return createDatabase(postgresUrl, owner, name, `template ${TEMPLATE}`);
    }),
  );

/** Running services, to be asked by whatever actor. */
export function cityOf(composition: LocalComposition, url: string, bugs: readonly unknown[]): City {
  const service = (each: string) => composition.services.get(each)!;
  const request = (actor: Actor, language?: Language) => new RequestContext(actor, 'test', '127.0.0.1', language);
  return {
    composition,
    url,
    bugs,
    ask: (each, actor, document, variables, language) => service(each).execute(parse(document), variables as never, request(actor, language)) as never,
    contextOf: (each, actor) => service(each).contextOf(request(actor)),
    close: () => composition.close(),
  };
}

/** All services on a fresh database of the run's PostgreSQL. */
export async function openCity(postgresUrl: string, name: string): Promise<City> {
  const url = await freshDatabase(postgresUrl, name);
  const bugs: unknown[] = [];
  const composition = await oneAtATime(postgresUrl, () => compose({ ownerUrl: url, secrets: new SecretBox(testKeys) }, (error) => bugs.push(error)));
  return cityOf(composition, url, bugs);
}

/** Until every event sent so far has been heard. */
export const untilHeard = (city: City): Promise<void> =>
  vi.waitFor(async () => expect(await city.composition.isQuiet()).toBe(true), { interval: 50, timeout: 20_000 });
