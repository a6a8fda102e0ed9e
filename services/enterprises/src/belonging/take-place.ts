import { invalidInput, mayInArea, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';

/** What every record that belongs to a premises has. */
export interface Belonging {
  readonly premisesId: string;
  readonly areaCode: string | null;
}

/**
 * It stands where its premises stands; a premises that the caller can't read has nothing to enter. The premises are locked
 * until it is written, alone where figures of theirs follow from it.
 */
export async function takePlace(db: Kysely<Tables>, records: readonly Belonging[], context: ServiceContext, noun: string, alone: boolean): Promise<void> {
  const ids = [...new Set(records.map(({ premisesId }) => premisesId))];
  const found = db.selectFrom('premises').select(['id', 'area_code', 'line_of_work', 'ended_at']).where('id', '=', sql`any(${ids}::uuid[])` as never).orderBy('id');
  const rows = (await (alone ? found.forUpdate() : found.forShare()).execute()) as Row[];
  const known = new Map(rows.map((row) => [row.id as string, row]));
  for (const record of records) {
    const its = known.get(record.premisesId);
    const placed = its && { areaCode: its.area_code as string, lineOfWork: its.line_of_work as string | null, premisesId: record.premisesId };
    // One without an area is being entered.
    const may = mayInArea(record.areaCode ? `${noun}.amend` : `${noun}.create`);
    if (!placed || !may(context.actor, placed))
      throw invalidInput([{ path: 'premisesId', message: { zh: '没有这家企业，或不在您的辖区', en: 'No such premises, or it is outside your area' } }]);
    if (its.ended_at && !record.areaCode) throw invalidInput([{ path: 'premisesId', message: { zh: '这家企业已终止', en: 'This premises has ended' } }]);
    Object.assign(record, { areaCode: placed.areaCode, lineOfWork: placed.lineOfWork });
  }
}
