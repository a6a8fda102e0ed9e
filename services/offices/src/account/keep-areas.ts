import { isFresh, type Row, type Tables } from '@moduan/kernel';
import type { Kysely } from 'kysely';
import type { Account } from './account.entity';

/** Tokens stand in the area of their account, so that the same administrators see them. */
export async function keepAreas(db: Kysely<Tables>, accounts: readonly Account[]): Promise<void> {
  for (const { id, areaCode } of accounts.filter((account) => !isFresh(account))) await db.updateTable('access_token').set({ area_code: areaCode } as Row).where('account_id', '=', id as never).where('area_code', '!=', areaCode as never).execute();
}
