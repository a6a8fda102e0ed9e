import type { AuditChange, Row, Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';

/** Whoever might have held an account that is being secured holds nothing of it any more: its tokens and its links to accounts elsewhere end; what the trail says of it. */
export async function endOtherWays(db: Kysely<Tables>, accountId: string, endReason: string): Promise<AuditChange[]> {
  const now = new Date();
  const tokens = await db.updateTable('access_token').set({ ended_at: now, end_reason: endReason, updated_at: now, version: sql`version + 1` } as Row)
    .where('account_id', '=', accountId as never).where('ended_at', 'is', null).returning('id').execute();
  const links = await db.updateTable('external_identity').set({ ended_at: now } as Row).where('account_id', '=', accountId as never).where('ended_at', 'is', null).returning('id').execute();
  return Object.entries({ accessTokens: tokens.length, externalIdentities: links.length }).flatMap(([field, ended]) => (ended ? [{ field, from: String(ended), to: '0' }] : []));
}
