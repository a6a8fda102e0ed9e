import { areaPath } from '@moduan/schema/codes';
import { invalidInput, writeAudit, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';
import type { Area } from './area.entity';

/** Names from the town down; a city is its own path. The area one level up must be there, before or in the same import. */
export async function fillPaths(db: Kysely<Tables>, records: readonly Area[], context: ServiceContext): Promise<void> {
  const names = await namesAround(db, records);
  for (const record of records) {
    const codes = areaPath(record.code);
    const orphan = codes.find((code) => !names.has(code));
    if (orphan && codes.length > 1) throw invalidInput([{ path: 'code', message: { zh: `上级区划 ${orphan} 还没有登记`, en: `Area ${orphan} above it is not entered yet` } }]);
    Object.assign(record, { path: pathOf(record.code, names) });
  }
  await renameBelow(db, records, names, context);
}

const pathOf = (code: string, names: ReadonlyMap<string, string>) => {
  const codes = areaPath(code);
  return (codes.length > 1 ? codes.slice(1) : codes).map((each) => names.get(each) ?? each).join(' / ');
};

/** Names of the areas above the records, with the names that the records are about to have. */
async function namesAround(db: Kysely<Tables>, records: readonly Area[]): Promise<Map<string, string>> {
  const wanted = [...new Set(records.flatMap(({ code }) => areaPath(code)))];
  const known = (await db.selectFrom('area').select(['code', 'name']).where('code', '=', sql`any(${wanted}::text[])` as never).where('ended_at', 'is', null).execute()) as Row[];
  const names = new Map(known.map(({ code, name }) => [code as string, name as string]));
  for (const { code, name } of records) names.set(code, name);
  return names;
}

/** An area that takes another name gives it on to the paths of all below it, and the copies hear of them. */
async function renameBelow(db: Kysely<Tables>, records: readonly Area[], names: Map<string, string>, context: ServiceContext): Promise<void> {
  const above = records.filter(({ code }) => code.length === 9 || code.length === 12);
  if (!above.length) return;
  const given = new Set(records.map(({ id }) => id));
  const prefixes = above.map(({ code }) => `${code}%`);
  const found = (await db.selectFrom('area').selectAll().where('code', 'like', sql`any(${prefixes}::text[])` as never).where('ended_at', 'is', null).orderBy('id').forUpdate().execute()) as Row[];
  const below = found.filter(({ id }) => !given.has(id as string));
  for (const { code, name } of below) names.set(code as string, name as string);
  const changed = below.map((row) => ({ row, path: pathOf(row.code as string, names) })).filter(({ row, path }) => row.path !== path);
  if (!changed.length) return;
  const rows = changed.map(({ row, path }) => ({ id: row.id, path }));
  await sql`update area set path = new.path, version = version + 1, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (id uuid, path text) where area.id = new.id`.execute(db);
  const because = records.length === 1 ? records[0]!.name : null;
  await writeAudit(db, context, changed.map(({ row, path }) => ({ action: 'area.amend', recordId: row.id as string, reason: because, changes: [{ field: 'path', from: row.path as string, to: path }] })));
  const told = changed.map(({ row, path }) => ({ id: row.id, version: Number(row.version) + 1, code: row.code, name: row.name, parentCode: row.parent_code, path, validUntil: row.valid_until, endedAt: row.ended_at }));
  await context.emit(db, 'grids.area', { rows: told });
}
