import type { Calling, Database, Row } from '@moduan/kernel';
import { sql } from 'kysely';
import { logSignIn } from '../sign-in/log-sign-in';
import { endSessions } from './end-sessions';
import { touch } from './find-actor';
import { inTransaction } from './in-transaction';
import { issueTokens, type Tokens } from './open-session';
import { tokenHash } from './tokens';

export type Refreshed = { readonly tokens: Tokens } | { readonly refused: 'ended' | 'reused' };

/**
 * Takes a refresh token and gives the next pair. One that comes a second time has been copied: nobody knows which of
 * the two is the holder, so that the whole session ends.
 */
export async function refreshSession({ database }: Calling, { token, address }: { token: string; address: string }): Promise<Refreshed> {
  const tokens = await inTransaction(database, async (db) => {
    const taken = await take(db, token);
    if (!taken) return null;
    await touch(db, taken);
    return issueTokens(db, taken);
  });
  if (tokens) return { tokens };
  const reused = await findUsed(database.db, token);
  if (!reused) return { refused: 'ended' };
  const ended = await endSessions(database.db, { sessionId: reused.session_id as string }, 'REFRESH_REUSED');
  if (ended) await logSignIn(database, database.db, { username: reused.username as string, accountId: reused.account_id as string, outcome: 'REFRESH_REUSED', address, means: 'SESSION' });
  return { refused: 'reused' };
}

/** Of fifty that come with the same token at once one finds it unused. */
async function take(db: Database['db'], token: string): Promise<string | null> {
  const open = sql<boolean>`exists (select 1 from offices.session join offices.account on account.id = session.account_id
    where session.id = session_token.session_id and session.ended_at is null and session.expires_at > now() and session.idle_until > now() and account.ended_at is null)`;
  const row = (await db
    .updateTable('session_token')
    .set({ used_at: sql`now()` })
    .where('token_hash', '=', tokenHash(token))
    .where('kind', '=', 'REFRESH')
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .where(open)
    .returning('session_id')
    .executeTakeFirst()) as Row | undefined;
  return (row?.session_id as string | undefined) ?? null;
}

const findUsed = async (db: Database['db'], token: string) =>
  (await db
    .selectFrom('session_token')
    .innerJoin('session', 'session.id', 'session_token.session_id')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select(['session_token.session_id', 'account.id as account_id', 'account.username'])
    .where('session_token.token_hash', '=', tokenHash(token))
    .where('session_token.kind', '=', 'REFRESH')
    .where('session_token.used_at', 'is not', null)
    .executeTakeFirst()) as Row | undefined;
