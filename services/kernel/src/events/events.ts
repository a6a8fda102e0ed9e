import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables';
import type { ServiceContext } from '../graph/service-context';

/** What other domains may know of a change: ids, versions and copied columns, no personal data. */
export interface EventPayload {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Writes an event in the transaction of the change that it tells of. */
export type Emit = (transaction: Kysely<Tables>, event: string, payload: EventPayload) => Promise<void>;

/** The context of a service that acts by itself, in some areas; its entries bear the id of what it answers. */
export type AsSystem = (requestId: string, areas: readonly string[]) => ServiceContext;

export interface EventHandler {
  readonly event: string;
  /** A use case of the receiving domain; running it twice with the same event changes nothing more. */
  readonly handle: (db: Kysely<Tables>, payload: EventPayload, asSystem: AsSystem) => Promise<void>;
}
