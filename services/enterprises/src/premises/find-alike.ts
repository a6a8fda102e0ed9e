import type { Row, ServiceContext } from '@moduan/kernel';
import { sql } from 'kysely';
import type { Premises } from './premises.entity';
import { unplaced } from './unplaced-premises';

export interface Alike {
  readonly oldPlaceName: string;
  /** The town in which those of the old name were placed. */
  readonly areaCode: string;
  readonly count: number;
}

/** Premises without a town whose addresses name the same old place as the placed ones: they may be placed in that town together. */
export async function findAlike(context: ServiceContext, placed: readonly Premises[]): Promise<Alike[]> {
  const towns = new Map<string, Set<string>>();
  for (const { oldPlaceName, areaCode } of placed) if (oldPlaceName && areaCode.length >= 9) towns.set(oldPlaceName, (towns.get(oldPlaceName) ?? new Set()).add(areaCode.slice(0, 9)));
  const names = [...towns].filter(([, codes]) => codes.size === 1).map(([name]) => name);
  if (!names.length) return [];
  const rows = (await unplaced(context, context.db)
    .select(['old_place_name', sql<string>`count(*)`.as('count')] as never)
    .where('old_place_name' as never, '=', sql`any(${names}::text[])` as never)
    .groupBy('old_place_name' as never)
    .execute()) as Row[];
  return rows.map((row) => ({ oldPlaceName: row.old_place_name as string, areaCode: [...towns.get(row.old_place_name as string)!][0]!, count: Number(row.count) }));
}
