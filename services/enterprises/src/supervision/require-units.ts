import { invalidInput, isChanging, type BaseRecord, type Row, type Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';

/** Units belong to the offices; who is named must be known here, and be there still. */
export async function requireUnits(db: Kysely<Tables>, records: readonly (BaseRecord & { readonly unitId: string })[]): Promise<void> {
  const wanted = [...new Set(records.filter((record) => isChanging(record, 'unitId')).map(({ unitId }) => unitId))];
  if (!wanted.length) return;
  const rows = (await db.selectFrom('unit_copy').select('id').where('id', '=', sql`any(${wanted}::uuid[])` as never).where('ended_at', 'is', null).execute()) as Row[];
  if (rows.length < wanted.length) throw invalidInput([{ path: 'unitId', message: { zh: '没有这个机构，或已撤销；刚建立的机构请稍后再试', en: 'No such unit, or it has ended; one that was made just now is known in a moment' } }]);
}
