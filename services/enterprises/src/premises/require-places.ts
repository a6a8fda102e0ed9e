import { invalidInput, type Tables } from '@moduan/kernel';
import { areaCodeFault } from '@moduan/schema/codes';
import type { Label } from '@moduan/schema';
import { sql, type Kysely } from 'kysely';

/** Nobody enters premises where there is no area or grid; while no divisions are entered, nobody can say which code is wrong. */
export async function requirePlaces(db: Kysely<Tables>, codes: readonly string[]): Promise<void> {
  const wanted = [...new Set(codes)];
  if (!wanted.length) return;
  const { rows } = await sql<{ unknown: string }>`select wanted as unknown from unnest(${wanted}::text[]) as wanted
    where exists (select from area_copy)
      and not exists (select from area_copy where code = wanted and ended_at is null)
      and not exists (select from grid_copy where area_code = wanted and ended_at is null)`.execute(db);
  const unknown = rows.map((row) => row.unknown).join('、');
  if (rows.length) throw invalidInput([{ path: 'areaCode', message: { zh: `没有这个区域或网格：${unknown}`, en: `No such area or grid: ${unknown}` } }]);
}

/** What is wrong with a code as the place of a premises: its shape, or that there is no such area or grid. */
export async function placeFault(db: Kysely<Tables>, code: string): Promise<Label | undefined> {
  const fault = areaCodeFault(code);
  if (fault) return fault;
  const [table, column] = code.length === 15 ? ['grid_copy', 'area_code'] : ['area_copy', 'code'];
  const known = await db.selectFrom(table).select('id').where(column as never, '=', code as never).where('ended_at', 'is', null).executeTakeFirst();
  return known ? undefined : { zh: '没有这个区域或网格', en: 'No such area or grid' };
}
