import { Client } from 'pg';
import { parse } from 'graphql';
import { Actor, freshKeys, RequestContext, SecretBox, type Jurisdiction, type Keys, type ServiceContext } from '@moduan/kernel';
import { permissionLabels } from '@moduan/schema/offices/permissions';
import { compose, type Composition } from '../composition';

// One set of keys for all tests of a run: the roles' passwords follow from them, and roles belong to the whole cluster.
const keys: Keys = { ...freshKeys(), hash: Buffer.alloc(32, 7).toString('base64') };

export interface City {
  readonly composition: Composition;
  ask(service: string, actor: Actor, document: string, variables?: object): Promise<{ data?: Record<string, unknown> | null; errors?: readonly { extensions: Record<string, unknown> }[] }>;
  contextOf(service: string, actor: Actor): ServiceContext;
  close(): Promise<void>;
}

/** A person who may do everything, where the jurisdiction reaches. */
export const personOf = (name: string, jurisdiction: Jurisdiction, homeArea = '430681'): Actor =>
  new Actor(`test ${name}`, name, name, Object.keys(permissionLabels), jurisdiction, homeArea);

/** All services on a fresh database of the run's PostgreSQL. */
export async function openCity(postgresUrl: string, name: string): Promise<City> {
  const owner = new Client({ connectionString: postgresUrl });
  await owner.connect();
  const database = `moduan_${name}_${process.pid}`;
  await owner.query(`create database ${database}`);
  await owner.end();
  const url = new URL(postgresUrl);
  url.pathname = `/${database}`;
  const errors: unknown[] = [];
  const composition = await compose({ ownerUrl: url.toString(), secrets: new SecretBox(keys) }, (error) => errors.push(error));
  const service = (each: string) => composition.services.get(each)!;
  const request = (actor: Actor) => new RequestContext(actor, 'test', '127.0.0.1');
  return {
    composition,
    ask: (each, actor, document, variables) => service(each).execute(parse(document), variables as never, request(actor)) as never,
    contextOf: (each, actor) => service(each).contextOf(request(actor)),
    close: () => composition.close(),
  };
}
