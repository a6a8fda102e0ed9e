import DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { Row } from '../database/tables';
import type { AnyThing } from '../entity/thing';
import type { ServiceContext } from '../graph/service-context';
import { today } from '../database/day';
import type { RecordShare } from './record-share';

/** With whom a record is shared, and was, newest first; for a whole page of records in one statement. */
export function sharesOf(context: ServiceContext, thing: AnyThing, recordId: string): Promise<RecordShare[]> {
  const loader = context.loader(`shares of ${thing.table}`, () =>
    new DataLoader<string, RecordShare[]>(async (ids) => {
      const rows = (await context.db
        .selectFrom('share')
        .selectAll()
        .select(sql<boolean>`ended_at is null and starts_on <= ${today} and (ends_on is null or ends_on >= ${today})`.as('holds'))
        .where('type', '=', thing.register.type as never)
        .where('record_id', '=', sql`any(${ids}::uuid[])` as never)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .execute()) as Row[];
      const byRecord = Map.groupBy(rows, ({ record_id }) => record_id as string);
      return ids.map((id) => (byRecord.get(id) ?? []).map(shareOf));
    }, { cache: false }),
  );
  return loader.load(recordId);
}

const shareOf = (row: Row): RecordShare => ({
  id: row.id as string,
  unitId: row.unit_id as string,
  startsOn: row.starts_on as string,
  endsOn: row.ends_on as string | null,
  reason: row.reason as string,
  holds: row.holds as boolean,
  createdAt: row.created_at as string,
  createdByName: row.created_by_name as string,
  endedAt: row.ended_at as string | null,
  endedByName: row.ended_by_name as string | null,
  endReason: row.end_reason as string | null,
});
