import { isId, readable, type ImportedRow, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';
import { units } from '../../unit/unit.entity';

/** Where the file names no area it is that of the unit; of a post, where a stationed unit works. */
export async function takeUnitAreas(context: ServiceContext, db: Kysely<Tables>, rows: readonly ImportedRow[]): Promise<void> {
  const ids = [...new Set(rows.flatMap(({ values: { unitId, postUnitId } }) => [unitId, postUnitId]).filter((id): id is string => typeof id === 'string' && isId(id)))];
  if (!ids.length) return;
  const found = (await readable(context, units, db).select(['id', 'area_code', 'stationed_code'] as never).where('id', '=', sql`any(${ids}::uuid[])` as never).execute()) as Row[];
  const byId = new Map(found.map((unit) => [unit.id as string, unit]));
  for (const { values } of rows) {
    const [own, ofPost] = [byId.get(values.unitId as string), byId.get((values.postUnitId ?? values.unitId) as string)];
    if (values.areaCode === undefined && own) Object.assign(values, { areaCode: own.area_code });
    if (values.post !== undefined && values.postAreaCode === undefined && ofPost) Object.assign(values, { postAreaCode: ofPost.stationed_code ?? ofPost.area_code });
  }
}
