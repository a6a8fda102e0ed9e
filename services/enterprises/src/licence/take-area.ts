import { invalidInput, mayInArea, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';
import type { Licence } from './licence.entity';

/** A licence stands where its premises stands; a premises that the caller can't read has no licence to enter. */
export async function takeAreaOfPremises(db: Kysely<Tables>, records: readonly Licence[], context: ServiceContext): Promise<void> {
  const ids = [...new Set(records.map(({ premisesId }) => premisesId))];
  const rows = (await db.selectFrom('premises').select(['id', 'area_code', 'line_of_work', 'ended_at']).where('id', '=', sql`any(${ids}::uuid[])` as never).forShare().execute()) as Row[];
  const known = new Map(rows.map((row) => [row.id as string, row]));
  for (const licence of records) {
    const its = known.get(licence.premisesId);
    const placed = its && { areaCode: its.area_code as string, lineOfWork: its.line_of_work as string | null, premisesId: licence.premisesId };
    // One without an area is being entered.
    const may = mayInArea(licence.areaCode ? 'licence.amend' : 'licence.create');
    if (!placed || !may(context.actor, placed))
      throw invalidInput([{ path: 'premisesId', message: { zh: '没有这家企业，或不在您的辖区', en: 'No such premises, or it is outside your area' } }]);
    if (its.ended_at && !licence.areaCode) throw invalidInput([{ path: 'premisesId', message: { zh: '这家企业已终止', en: 'This premises has ended' } }]);
    Object.assign(licence, { areaCode: placed.areaCode, lineOfWork: placed.lineOfWork });
  }
}
