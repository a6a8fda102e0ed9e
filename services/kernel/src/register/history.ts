import DataLoader from 'dataloader';
import { sql } from 'kysely';
import { jsonValue } from '../database/json-value';
import type { Row } from '../database/tables';
import type { ServiceContext } from '../graph/service-context';
import type { HistoryEntry } from '../graph/value-types';

/** Entries of a record's trail, newest first; for a whole page of records in one statement, and not remembered: a change adds to them. */
export function historyOf(context: ServiceContext, recordId: string, first: number): Promise<HistoryEntry[]> {
  const loader = context.loader(`history ${first}`, () =>
    new DataLoader<string, HistoryEntry[]>(async (ids) => {
      const entries = context.db
        .selectFrom('audit')
        .select(['id', 'at', 'action', 'actor_name', 'on_behalf_of_name', 'reason', 'request_id', 'changes', 'record_id'])
        .select(sql<string>`row_number() over (partition by record_id order by at desc, id desc)`.as('place'))
        .where('record_id', '=', sql`any(${ids}::text[])` as never);
      const rows = (await context.db.selectFrom(entries.as('entry')).selectAll().where('place', '<=', first as never).orderBy('place').execute()) as Row[];
      const byRecord = Map.groupBy(rows, ({ record_id }) => record_id as string);
      return ids.map((id) => (byRecord.get(id) ?? []).map(entryOf));
    }, { cache: false }),
  );
  return loader.load(recordId);
}

const entryOf = (row: Row): HistoryEntry => ({
  id: row.id as string,
  at: row.at as string,
  action: row.action as string,
  actorName: row.actor_name as string,
  onBehalfOf: row.on_behalf_of_name as string | null,
  reason: row.reason as string | null,
  requestId: row.request_id as string | null,
  changes: (jsonValue(row.changes) as HistoryEntry['changes']).map(({ field, from, to }) => ({ field, from: bare(from), to: bare(to) })),
});

/** Entries of the first version hold moments within quotes; they are sealed and stay so. */
const bare = (text: string | null): string | null => text && (/^"(\d{4}-\d\d-\d\dT[\d:.]+Z)"$/.exec(text)?.[1] ?? text);
