import { callerOf, EventBus, migrate, openService, type Caller, type DatabaseSettings, type Service, type ServiceDefinition, type ServiceLink } from '@moduan/kernel';
import { enterprises } from '@moduan/enterprises';
import { gridsService, type gridsCalls } from '@moduan/grids';
import { offices, type officesCalls } from '@moduan/offices';

export type { SignedIn } from '@moduan/offices';

/** The services of the product: the one place that knows them all. */
export const definitions: readonly ServiceDefinition[] = [offices, gridsService, enterprises];

/** What the gateway asks of services in its own name. */
export interface Calls {
  readonly offices: Caller<typeof officesCalls>;
  readonly grids: Caller<typeof gridsCalls>;
}

export const callsOf = (services: ReadonlyMap<string, ServiceLink>): Calls => ({ offices: callerOf(services.get('offices')!), grids: callerOf(services.get('grids')!) });

export interface Composition {
  readonly services: ReadonlyMap<string, Service>;
  readonly bus: EventBus;
  close(): Promise<void>;
}

/** Runs every service in this process, on one migrated database. */
export async function compose(settings: DatabaseSettings, log: (error: unknown, requestId?: string, level?: 'warn') => void): Promise<Composition> {
  await migrate(settings, definitions.map(({ name, migrations }) => ({ service: name, migrations })));
  const bus = new EventBus(settings.ownerUrl, log);
  const services = new Map<string, Service>();
  // One after the other: TypeGraphQL keeps one global store of types.
  for (const definition of definitions) services.set(definition.name, await openService(definition, settings, bus, log));
  const subscribers = [...services.values()].map(({ name, database, definition }) => ({ service: name, db: database.db, handlers: definition.handlers ?? [] }));
  await bus.start(subscribers, [...services.keys()]);
  return {
    services,
    bus,
    close: async () => {
      await bus.stop();
      for (const { database } of services.values()) await database.close();
    },
  };
}
