import type { EntitySchema } from '@mikro-orm/postgresql';
import type { Execute } from './graph/execute';
import { executorOf } from './graph/execute';
import type { LogBug } from './graph/errors';
import { buildSubgraph, type Subgraph, type SubgraphParts } from './graph/build-subgraph';
import { openDatabase, type Database, type DatabaseSettings } from './database/open-database';
import type { NamedMigration } from './database/migrate';
import type { EventBus } from './events/event-bus';
import type { EventHandler } from './events/events';

/** A domain on one screen: what its `subgraph.ts` says of it. */
export interface ServiceDefinition extends SubgraphParts {
  readonly migrations: readonly NamedMigration[];
  readonly handlers?: readonly EventHandler[];
  /** Tables beside the things', as sessions. */
  readonly entities?: readonly EntitySchema[];
}

export interface Service {
  readonly name: string;
  readonly definition: ServiceDefinition;
  readonly subgraph: Subgraph;
  readonly database: Database;
  readonly execute: Execute;
}

/** Opens a service in this process, on a migrated database. */
export async function openService(definition: ServiceDefinition, settings: DatabaseSettings, bus: EventBus, log: LogBug): Promise<Service> {
  const subgraph = await buildSubgraph(definition);
  const entities = [...definition.things.map(({ schema }) => schema as EntitySchema), ...(definition.entities ?? [])];
  const database = await openDatabase(settings, definition.name, entities);
  return {
    name: definition.name,
    definition,
    subgraph,
    database,
    execute: executorOf(subgraph, database, bus.emitOf(definition.name), log),
  };
}
