import type { Calling, Database, Row } from '@moduan/kernel';
import { sql } from 'kysely';
import { logSignIn } from '../sign-in/log-sign-in';
import { tokenHash } from './tokens';

interface Which {
  readonly sessionId?: string;
  readonly accountId?: string;
  /** All of the account but this one. */
  readonly except?: string;
}

/** Ends sessions with all tokens of theirs; how many were still open. */
export async function endSessions(db: Database['db'], { sessionId, accountId, except }: Which, reason: string): Promise<number> {
  let ending = db.updateTable('session').set({ ended_at: new Date(), end_reason: reason }).where('ended_at', 'is', null);
  if (sessionId) ending = ending.where('id', '=', sessionId);
  if (accountId) ending = ending.where('account_id', '=', accountId);
  if (except) ending = ending.where('id', '!=', except);
  if (!sessionId && !accountId) throw new Error('which sessions is not said');
  return (await ending.where('expires_at', '>', sql<Date>`now()`).returning('id').execute()).length;
}

/** Signs out by whichever token the browser still holds. */
export async function signOut({ database }: Calling, { tokens, address }: { tokens: readonly string[]; address: string }): Promise<void> {
  const { db } = database;
  for (const token of tokens) {
    const held = (await db
      .selectFrom('session_token')
      .innerJoin('session', 'session.id', 'session_token.session_id')
      .innerJoin('account', 'account.id', 'session.account_id')
      .select(['session.id', 'account.id as account_id', 'account.username'])
      .where('session_token.token_hash', '=', tokenHash(token))
      .executeTakeFirst()) as Row | undefined;
    if (!held || !(await endSessions(db, { sessionId: held.id as string }, 'SIGNED_OUT'))) continue;
    await logSignIn(database, db, { username: held.username as string, accountId: held.account_id as string, outcome: 'SIGNED_OUT', address, means: 'SESSION' });
  }
}
