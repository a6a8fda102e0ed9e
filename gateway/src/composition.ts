import { asOwner, callerOf, EventBus, EventSender, migrate, openDatabase, openService, runtimeUrl, sealAudit, systemOf, unsealedSince, type Caller, type DatabaseSettings, type EventHandler, type Seal, type Service, type ServiceDefinition, type ServiceLink } from '@moduan/kernel';
import { enterprises } from '@moduan/enterprises';
import { gridsService, type gridsCalls } from '@moduan/grids';
import { offices, type officesCalls } from '@moduan/offices';
import type { RemoteLink } from './links/link-by-url';

export type { SignedIn } from '@moduan/offices';

/** The services of the product: the one place that knows them all. */
export const definitions: readonly ServiceDefinition[] = [offices, gridsService, enterprises];
const names = definitions.map(({ name }) => name);
/** What their tables are made from. */
export const migrated = definitions.map(({ name, migrations, logs }) => ({ service: name, migrations, logs }));

/** What the gateway asks of services in its own name. */
export interface Calls {
  readonly offices: Caller<typeof officesCalls>;
  readonly grids: Caller<typeof gridsCalls>;
}

export const callsOf = (links: ReadonlyMap<string, ServiceLink>): Calls => ({ offices: callerOf(links.get('offices')!), grids: callerOf(links.get('grids')!) });

type Log = (error: unknown, requestId?: string, level?: 'warn') => void;

/** The trail is sealed every minute; what was sealed is told to who keeps it outside of the database. */
const sealEveryMinute = (bus: EventBus, settings: DatabaseSettings, keep: (seal: Seal) => void) =>
  bus.everyMinute('audit/seal', async () => {
    const seal = await sealAudit(settings, definitions);
    if (seal) keep(seal);
  });

export interface Composition {
  /** Every service, wherever it runs. */
  readonly links: ReadonlyMap<string, ServiceLink>;
  /** Those of this process. */
  readonly services: ReadonlyMap<string, Service>;
  /** True when every event sent so far has been heard. */
  isQuiet(): Promise<boolean>;
  /** For how long the oldest entry of the trail has stood there without a seal. */
  unsealedSeconds(): Promise<number>;
  close(): Promise<void>;
}

export interface LocalComposition extends Composition {
  readonly bus: EventBus;
}

const handlersOf = ({ handlers }: ServiceDefinition): readonly EventHandler[] => handlers ?? [];

/** Brings the database up to date and makes the queues: before services start that run by themselves. */
export async function migrateAll(settings: DatabaseSettings, log: Log): Promise<void> {
  await migrate(settings, migrated);
  const bus = new EventBus(settings.ownerUrl, log);
  await bus.prepare(definitions.map((definition) => ({ service: definition.name, handlers: handlersOf(definition) })), names);
  await bus.stop();
}

const unsealedSeconds = (settings: DatabaseSettings): Promise<number> =>
  asOwner(settings.ownerUrl, 'metrics', async (owner) => {
    const since = await unsealedSince(owner, definitions);
    return since ? Math.max(0, Math.round((Date.now() - since.getTime()) / 1000)) : 0;
  });

/** Carries the events between services that run by themselves: each is heard under the role of its receiver. */
export async function openWorker(settings: DatabaseSettings, log: Log, keep: (seal: Seal) => void): Promise<Omit<Composition, 'links' | 'services'>> {
  const bus = new EventBus(settings.ownerUrl, log);
  const listening = definitions.filter((definition) => handlersOf(definition).length > 0);
  const databases = await Promise.all(listening.map(({ name }) => openDatabase(settings, name, [])));
  await bus.start(listening.map((definition, at) => ({ service: definition.name, db: databases[at]!.db, asSystem: systemOf(databases[at]!, bus.emit, definition.things), handlers: handlersOf(definition) })), names);
  await sealEveryMinute(bus, settings, keep);
  return {
    isQuiet: () => bus.isQuiet(),
    unsealedSeconds: () => unsealedSeconds(settings),
    close: async () => {
      await bus.stop();
      for (const database of databases) await database.close();
    },
  };
}

/** Runs every service in this process, on one migrated database. */
export async function compose(settings: DatabaseSettings, log: Log, keep: (seal: Seal) => void = () => undefined): Promise<LocalComposition> {
  await migrate(settings, migrated);
  const bus = new EventBus(settings.ownerUrl, log);
  const services = new Map<string, Service>();
  // One after the other: TypeGraphQL keeps one global store of types.
  for (const definition of definitions) services.set(definition.name, await openService(definition, settings, bus, log));
  const subscribers = [...services.values()].map(({ name, database, definition }) => ({ service: name, db: database.db, asSystem: systemOf(database, bus.emit, definition.things), handlers: handlersOf(definition) }));
  await bus.start(subscribers, names);
  await sealEveryMinute(bus, settings, keep);
  return {
    links: services,
    services,
    bus,
    isQuiet: () => bus.isQuiet(),
    unsealedSeconds: () => unsealedSeconds(settings),
    close: async () => {
      await bus.stop();
      for (const { database } of services.values()) await database.close();
    },
  };
}

/** Services by their addresses; those without one run in this process, on a database that has been migrated. */
export async function composeLinks(settings: DatabaseSettings | undefined, remote: ReadonlyMap<string, RemoteLink>, log: Log): Promise<Composition> {
  const services = new Map<string, Service>();
  const senders: EventSender[] = [];
  for (const definition of definitions.filter(({ name }) => !remote.has(name))) {
    if (!settings) throw new Error(`${definition.name} has no address, and there is no DATABASE_URL to run it here`);
    const sender = new EventSender(runtimeUrl(settings, definition.name), log);
    await sender.start();
    senders.push(sender);
    services.set(definition.name, await openService(definition, settings, sender, log));
  }
  const links = new Map<string, ServiceLink>(names.map((name) => [name, remote.get(name) ?? services.get(name)!]));
  return {
    links,
    services,
    unsealedSeconds: async () => {
      const seconds = await remote.get('worker')?.call('unsealedSeconds', {});
      if (typeof seconds !== 'number') throw new Error('there is no worker that seals');
      return seconds;
    },
    isQuiet: async () => (await remote.get('worker')?.call('isQuiet', {})) === true,
    close: async () => {
      for (const sender of senders) await sender.stop();
      for (const { database } of services.values()) await database.close();
      for (const link of remote.values()) await link.close();
    },
  };
}
