import DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { Row } from '../database/tables';
import type { AnyThing } from '../entity/thing';
import type { ServiceContext } from '../graph/service-context';
import { isShown, type Attachment } from './attachment';
import { linkTo } from './file-link';

/** What belongs to a record, in the order in which it was added; for a whole page of records in one statement. */
export function attachmentsOf(context: ServiceContext, thing: AnyThing, recordId: string): Promise<Attachment[]> {
  const loader = context.loader(`attachments of ${thing.table}`, () =>
    new DataLoader<string, Attachment[]>(async (ids) => {
      const rows = (await context.db
        .selectFrom('attachment')
        .selectAll()
        .where('type', '=', thing.register.type as never)
        .where('record_id', '=', sql`any(${ids}::uuid[])` as never)
        .orderBy('id')
        .execute()) as Row[];
      const byRecord = Map.groupBy(rows, ({ record_id }) => record_id as string);
      return ids.map((id) => (byRecord.get(id) ?? []).map((row) => attachmentOf(context, row)));
    }, { cache: false }),
  );
  return loader.load(recordId);
}

function attachmentOf({ database }: ServiceContext, row: Row): Attachment {
  const id = row.id as string;
  const isOpen = row.ended_at === null && database.files !== undefined;
  const shows = isOpen && isShown(row);
  return {
    id,
    fileName: row.file_name as string,
    mediaType: row.media_type as string,
    size: row.size as number,
    sha256: row.sha256 as string,
    width: row.width as number | null,
    height: row.height as number | null,
    takenAt: row.taken_at as string | null,
    note: row.note as string | null,
    createdAt: row.created_at as string,
    createdByName: row.created_by_name as string,
    endedAt: row.ended_at as string | null,
    endedByName: row.ended_by_name as string | null,
    endReason: row.end_reason as string | null,
    url: isOpen ? linkTo(database, id, 'file') : null,
    previewUrl: shows ? linkTo(database, id, 'preview') : null,
    thumbnailUrl: shows ? linkTo(database, id, 'thumbnail') : null,
  };
}
