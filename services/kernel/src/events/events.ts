import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables';

/** What other domains may know of a change: ids, versions and copied columns, no personal data. */
export interface EventPayload {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Writes an event in the transaction of the change that it tells of. */
export type Emit = (transaction: Kysely<Tables>, event: string, payload: EventPayload) => Promise<void>;

export interface EventHandler {
  readonly event: string;
  /** A use case of the receiving domain; running it twice with the same event changes nothing more. */
  readonly handle: (db: Kysely<Tables>, payload: EventPayload) => Promise<void>;
}
