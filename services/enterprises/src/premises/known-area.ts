import type { Tables } from '@moduan/kernel';
import { areaCodeFault } from '@moduan/schema/codes';
import type { Label } from '@moduan/schema';
import type { Kysely } from 'kysely';

/** What is wrong with a code as the place of a premises: its shape, or that there is no such area or grid. */
export async function placeFault(db: Kysely<Tables>, code: string): Promise<Label | undefined> {
  const fault = areaCodeFault(code);
  if (fault) return fault;
  const [table, column] = code.length === 15 ? ['grid_copy', 'area_code'] : ['area_copy', 'code'];
  const known = await db.selectFrom(table).select('id').where(column as never, '=', code as never).where('ended_at', 'is', null).executeTakeFirst();
  return known ? undefined : { zh: '没有这个区域或网格', en: 'No such area or grid' };
}
