import type { Calling, Database, Row } from '@moduan/kernel';

/** A real city, or the one that shows the product; unknown until somebody has begun it. */
export type CityKind = 'REAL' | 'DEMONSTRATION';

export interface CityState {
  /** True while nobody can sign in. */
  readonly empty: boolean;
  readonly kind: CityKind | null;
}

export const findKind = async (db: Database['db']): Promise<CityKind | null> => (((await db.selectFrom('city').select('kind').executeTakeFirst()) as Row | undefined)?.kind as CityKind | undefined) ?? null;

/** What a start has to know of the city before it loads anything into it. */
export async function cityState({ database: { db } }: Calling, _none: object): Promise<CityState> {
  const account = await db.selectFrom('account').select('id').limit(1).executeTakeFirst();
  return { empty: account === undefined, kind: await findKind(db) };
}
