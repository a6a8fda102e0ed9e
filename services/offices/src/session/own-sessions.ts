import { isId, notFound, type Calling, type Row } from '@moduan/kernel';
import { sql } from 'kysely';
import { hasOwnPassword } from '../account/confirm-holder';
import { logSignIn } from '../sign-in/log-sign-in';
import { endSessions } from './end-sessions';
import { inOwnTransaction } from './in-transaction';
import { noteOwn, type Asked } from './note-own';
import { requireSession } from './require-session';

export interface OwnSession {
  readonly id: string;
  readonly address: string;
  readonly means: string;
  readonly beganAt: string;
  readonly lastUsedAt: string;
  readonly current: boolean;
}

/** Where the holder is signed in, the latest first, and what their account is protected by. */
export async function mySessions({ database }: Calling, { token }: { token: string }): Promise<{ sessions: readonly OwnSession[]; secondFactor: boolean; recoveryCodesLeft: number; passwordChangedAt: string | null; ownPassword: boolean }> {
  const { accountId, sessionId, enrolled } = await requireSession(database, token);
  const [rows, held, ownPassword] = await Promise.all([
    database.db
      .selectFrom('session')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', sql<Date>`now()`)
      .where('idle_until', '>', sql<Date>`now()`)
      .orderBy('last_used_at', 'desc')
      .limit(100)
      .execute() as Promise<Row[]>,
    sql<{ left: number; changed: Date | null }>`select (select count(*)::int from offices.recovery_code where account_id = ${accountId}::uuid and used_at is null) as left,
      (select changed_at from offices.credential where account_id = ${accountId}::uuid) as changed`.execute(database.db),
    hasOwnPassword(database.db, accountId),
  ]);
  const iso = (moment: unknown) => new Date(moment as string).toISOString();
  const sessions = rows.map((row) => ({ id: row.id as string, address: row.address as string, means: row.means as string, beganAt: iso(row.created_at), lastUsedAt: iso(row.last_used_at), current: row.id === sessionId }));
  const { left, changed } = held.rows[0]!;
  return { sessions, secondFactor: enrolled, recoveryCodesLeft: left, passwordChangedAt: changed && iso(changed), ownPassword };
}

const label = { zh: '会话', en: 'sessions' };

/** Ends one session of the holder's own, or all but this one. */
export async function endMySessions({ database }: Calling, asked: Asked & { id?: string }): Promise<{ ended: number }> {
  const session = await requireSession(database, asked.token);
  const { accountId, username, sessionId } = session;
  if (asked.id !== undefined && !isId(asked.id)) throw notFound(label);
  return inOwnTransaction(database, accountId, async (db) => {
    const ended = await endSessions(db, { accountId, ...(asked.id ? { sessionId: asked.id } : { except: sessionId }) }, 'ENDED_BY_HOLDER');
    if (asked.id && !ended) throw notFound(label);
    if (ended) await logSignIn(database, db, { username, accountId, outcome: 'ENDED_BY_HOLDER', address: asked.address, means: 'SESSION' });
    await noteOwn(database, db, session, asked, 'account.end-own-sessions');
    return { ended };
  });
}
