import { sql, type Kysely } from 'kysely';
import type { Row, Tables } from '../database/tables';
import type { EventHandler, EventPayload } from './events';

export interface Copy {
  /** The event by which the owner tells of changes, as `grids.area`. */
  readonly event: string;
  /** Table of the copy in the receiving schema: `id`, `version` and the columns below. */
  readonly table: string;
  /** Property in the event → column of the copy. */
  readonly columns: Readonly<Record<string, string>>;
}

/** A handler that needs nothing but the database. */
interface Copying extends EventHandler {
  readonly copy: Copy;
  readonly handle: (db: Kysely<Tables>, payload: EventPayload) => Promise<void>;
}

/**
 * A read-only copy of what another domain owns, for filtering, counting and enforcing by it. Rows carry versions: one
 * that comes late or twice changes nothing. The owner alone writes the original.
 */
export const copyOf = (copy: Copy): Copying => ({
  copy,
  event: copy.event,
  handle: (db, payload) => takeIn(db, copy, payload),
});

async function takeIn(db: Kysely<Tables>, copy: Copy, payload: EventPayload): Promise<void> {
  const rows = payload.rows.map((row) => rowOf(copy, row));
  if (!rows.length) return;
  const columns = ['version', ...Object.values(copy.columns)];
  await db
    .insertInto(copy.table)
    .values(rows)
    .onConflict((on) =>
      on
        .column('id')
        .doUpdateSet(Object.fromEntries(columns.map((column) => [column, sql.ref(`excluded.${column}`)])))
        .where(sql`excluded.version`, '>', sql.ref(`${copy.table}.version`)),
    )
    .execute();
}

const rowOf = (copy: Copy, row: Row): Row => ({
  id: row.id,
  version: row.version,
  ...Object.fromEntries(Object.entries(copy.columns).map(([property, column]) => [column, row[property] ?? null])),
});
