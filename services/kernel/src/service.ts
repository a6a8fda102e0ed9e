import type { EntitySchema } from '@mikro-orm/postgresql';
import type { DocumentNode, ExecutionResult } from 'graphql';
import { refusedIn } from './audit/refused-in';
import { keepingCount, recordRefusals } from './audit/record-refusal';
import type { Log } from './audit/logs';
import type { Execute } from './graph/execute';
import { executorOf } from './graph/execute';
import type { LogBug } from './graph/errors';
import { buildSubgraph, type Subgraph, type SubgraphParts } from './graph/build-subgraph';
import { openDatabase, type Database, type DatabaseSettings } from './database/open-database';
import type { NamedMigration } from './database/migrate';
import { runFor, type RequestContext } from './actor/request-context';
import { ServiceContext } from './graph/service-context';
import { importResolver, plainImport, sweepRuns, type ImportDefinition } from './import';
import type { Emit, EventHandler } from './events/events';
import type { Hear } from './changes/change';
import { ChangeFeed } from './changes/change-feed';
import { runCall, type Callable, type Calls } from './calls';

/** A domain on one screen: what its `subgraph.ts` says of it. */
export interface ServiceDefinition extends SubgraphParts {
  readonly migrations: readonly NamedMigration[];
  /** Registers whose files are not taken in the plain way. */
  readonly imports?: readonly ImportDefinition[];
  readonly handlers?: readonly EventHandler[];
  /** Use cases that the gateway asks for in its own name; no part of the graph. */
  readonly calls?: Calls;
  /** Sealed values beside those of the registers: table, its key, and the column. */
  readonly sealed?: readonly { readonly table: string; readonly id: string; readonly column: string }[];
  /** Tables of the things that are added to and read, and never changed: their rows bear marks. */
  readonly logs?: readonly Log[];
  /** Tables beside the things', as sessions. */
  readonly entities?: readonly EntitySchema[];
}

/** A service as the gateway reaches it, in this process or by its address. */
export interface ServiceLink extends Callable {
  readonly name: string;
  readonly execute: Execute;
  /** Hears of changed records of the service until it is told not to. */
  follow(hear: Hear): () => void;
}

export interface Service extends ServiceLink {
  readonly definition: ServiceDefinition;
  readonly subgraph: Subgraph;
  readonly database: Database;
  readonly imports: readonly ImportDefinition[];
  /** The service's own view of a request, for what does not come through the graph. */
  contextOf(request: RequestContext): ServiceContext;
}

/** How each register that takes files takes them. */
export function importsOf(definition: ServiceDefinition): readonly ImportDefinition[] {
  const own = definition.imports ?? [];
  const plain = definition.things.filter(({ register }) => register.can.includes('import') && !own.some(({ thing }) => thing.register.many === register.many));
  return [...own, ...plain.map((thing) => plainImport(thing, definition.things))];
}

/** The parts of the subgraph, with the import wizard when there is a register that takes files. */
export function withImports(definition: ServiceDefinition): SubgraphParts {
  const imports = importsOf(definition);
  return imports.length ? { ...definition, resolvers: [...(definition.resolvers ?? []), ...importResolver(definition.name, imports)] } : definition;
}

/** What was refused is written down before the answer leaves, though nobody may wait for it any more. */
async function noting(context: ServiceContext, document: DocumentNode, variables: Readonly<Record<string, unknown>> | undefined, work: Promise<ExecutionResult>, log: LogBug): Promise<ExecutionResult> {
  const result = await work;
  if (result.errors) await recordRefusals(context, refusedIn(document, variables, result.errors)).catch((error: unknown) => log(error, context.request.requestId));
  return result;
}

/** Opens a service in this process, on a migrated database. */
export async function openService(definition: ServiceDefinition, settings: DatabaseSettings, bus: { readonly emit: Emit }, log: LogBug): Promise<Service> {
  const imports = importsOf(definition);
  const subgraph = await buildSubgraph(withImports(definition));
  const entities = [...definition.things.map(({ schema }) => schema as EntitySchema), ...(definition.entities ?? [])];
  const database = keepingCount(await openDatabase(settings, definition.name, entities), log);
  await sweepRuns(database.db);
  await database.files?.store.sweep();
  const createContext = (request: RequestContext) => new ServiceContext(request, database, bus.emit, definition.things);
  const changes = new ChangeFeed(database, definition.things, log);
  const execute = executorOf(subgraph, createContext, log);
  return {
    name: definition.name,
    definition,
    subgraph,
    database: { ...database, close: () => (changes.close(), database.close()) },
    follow: (hear) => changes.follow(hear),
    execute: (document, variables, request) => noting(request.scope(definition.name, createContext), document, variables, runFor(request, () => execute(document, variables, request)), log),
    imports,
    call: (name, input) => runCall(definition.calls ?? {}, { database, emit: bus.emit }, name, input),
    contextOf: (request) => request.scope(definition.name, createContext),
  };
}
