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

/**
 * A read-only copy of what another domain owns, for filtering, counting and enforcing by it. Rows carry versions: one
 * that comes late or twice changes nothing. The owner alone writes the original.
 */
export const copyOf = (copy: Copy): EventHandler & { readonly copy: Copy } => ({
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

/** Ids and versions of a table in one number and one hash: copy and original are equal when both are. */
export async function digestOf(db: Kysely<Tables>, table: string): Promise<{ count: number; hash: string }> {
  const hash = sql<string>`coalesce(md5(string_agg(id::text || ':' || version, ',' order by id)), '')`;
  const row = (await db.selectFrom(table).select([sql<string>`count(*)`.as('count'), hash.as('hash')]).executeTakeFirstOrThrow()) as Row;
  return { count: Number(row.count), hash: row.hash as string };
}

/** Tells the listeners everything again, so that a copy is made anew. */
export async function retell(
  db: Kysely<Tables>,
  table: string,
  properties: Readonly<Record<string, string>>,
  tell: (payload: EventPayload) => Promise<void>,
): Promise<number> {
  const selection = Object.entries({ id: 'id', version: 'version', ...properties }).map(([property, column]) => sql.ref(column).as(property));
  const rows = (await db.selectFrom(table).select(selection as never).execute()) as Row[];
  for (let start = 0; start < rows.length; start += 500) await tell({ rows: rows.slice(start, start + 500) });
  return rows.length;
}
