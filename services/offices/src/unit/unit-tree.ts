import { invalidInput, type Row, type Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';
import type { Unit } from './unit.entity';

export const ownParent = { path: 'parentId', message: { zh: '机构不能是自己的上级', en: 'A unit can not be its own parent' } };
const parentBelow = { path: 'parentId', message: { zh: '上级机构本身在这个机构之下，会成为循环', en: 'The parent is below this unit itself' } };

/** Units form a tree; two people who hang units below each other at the same moment come one after the other. */
export async function requireTree(db: Kysely<Tables>, records: readonly Unit[]): Promise<void> {
  const given = records.filter(({ parentId }) => parentId !== null);
  if (!given.length) return;
  await sql`select pg_advisory_xact_lock(hashtextextended('offices unit tree', 0))`.execute(db);
  const known = (await db.selectFrom('unit').select(['id', 'parent_id']).where('parent_id', 'is not', null).execute()) as Row[];
  const parents = new Map(known.map(({ id, parent_id }) => [id as string, parent_id as string]));
  for (const { id, parentId } of records) {
    if (parentId === null) parents.delete(id);
    else parents.set(id, parentId.toLowerCase());
  }
  if (given.some(({ id }) => isBelowItself(id, parents))) throw invalidInput([parentBelow]);
}

function isBelowItself(id: string, parents: ReadonlyMap<string, string>): boolean {
  const passed = new Set<string>();
  for (let above = parents.get(id); above !== undefined && !passed.has(above); above = parents.get(above)) {
    if (above === id) return true;
    passed.add(above);
  }
  return false;
}
