import { areaPath } from '@moduan/schema/codes';
import { invalidInput, type Row, type Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';
import type { Area } from './area.entity';

/** Names from the town down; a city is its own path. The area one level up must be there, before or in the same import. */
export async function fillPaths(db: Kysely<Tables>, records: readonly Area[]): Promise<void> {
  const wanted = [...new Set(records.flatMap(({ code }) => areaPath(code)))];
  const known = (await db.selectFrom('area').select(['code', 'name']).where('code', '=', sql`any(${wanted}::text[])` as never).where('ended_at', 'is', null).execute()) as Row[];
  const names = new Map(known.map(({ code, name }) => [code as string, name as string]));
  for (const { code, name } of records) names.set(code, name);
  for (const record of records) {
    const codes = areaPath(record.code);
    const orphan = codes.find((code) => !names.has(code));
    if (orphan && codes.length > 1) throw invalidInput([{ path: 'code', message: { zh: `上级区划 ${orphan} 还没有登记`, en: `Area ${orphan} above it is not entered yet` } }]);
    const path = (codes.length > 1 ? codes.slice(1) : codes).map((code) => names.get(code) ?? code).join(' / ');
    Object.assign(record, { path });
  }
}
