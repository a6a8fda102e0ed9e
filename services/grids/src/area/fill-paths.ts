import { areaPath } from '@moduan/schema/codes';
import { invalidInput, lockWhole, writeChanges, type Change, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
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
  const prefixes = above.map(({ code }) => `${code}%`);
  const given = records.map(({ id }) => id);
  const found = (await db
    .selectFrom('area')
    .select('id')
    .where('code', 'like', sql`any(${prefixes}::text[])` as never)
    .where('id', '<>', sql`all(${given}::uuid[])` as never)
    .where('ended_at', 'is', null)
    .execute()) as Row[];
  const areas = context.things.find(({ register }) => register.type === 'Area')!;
  const below = [...(await lockWhole(context, db, areas, found.map(({ id }) => id as string))).values()];
  for (const { code, name } of below) names.set(code as string, name as string);
  const reason = records.length === 1 ? records[0]!.name : null;
  const changes = below.flatMap((before): Change[] => {
    const path = pathOf(before.code as string, names);
    const record = { ...before, path, version: Number(before.version) + 1, updatedAt: new Date() } as never as Area;
    return path === before.path ? [] : [{ record, before, action: 'area.amend', reason }];
  });
  await writeChanges(context, db, areas, changes);
}
