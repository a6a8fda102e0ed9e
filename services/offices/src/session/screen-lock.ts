import { DomainError, type Calling } from '@moduan/kernel';
import { sql } from 'kysely';
import { hasOwnPassword } from '../account/confirm-holder';
import { confirmPassword } from '../account/confirm-password';
import { findRules } from '../setting/find-rules';
import { logSignIn } from '../sign-in/log-sign-in';
import { endSessions } from './end-sessions';
import type { Asked } from './note-own';
import { requireSession } from './require-session';

/** Locks the session of a holder who goes away. Whoever has no password could not come back: that session ends, and single sign-on opens the next. */
export async function lockScreen({ database }: Calling, { token, address }: Asked): Promise<{ signedOut: boolean }> {
  const { sessionId, accountId, username } = await requireSession(database, token);
  const log = (outcome: 'SCREEN_LOCKED' | 'SIGNED_OUT') => logSignIn(database, database.db, { username, accountId, address, outcome, means: 'SESSION' });
  if (!(await hasOwnPassword(database.db, accountId))) {
    await endSessions(database.db, { sessionId }, 'LOCKED_WITHOUT_PASSWORD');
    await log('SIGNED_OUT');
    return { signedOut: true };
  }
  await database.db.updateTable('session').set({ locked_at: sql`now()` }).where('id', '=', sessionId).where('locked_at', 'is', null).execute();
  await log('SCREEN_LOCKED');
  return { signedOut: false };
}

/** Opens a locked session for whoever knows the password; wrong ones count like those of sign-in. */
export async function unlockScreen({ database }: Calling, asked: Asked & { password: string }): Promise<void> {
  const session = await requireSession(database, asked.token, ['LOCKED']);
  const { sessionId, accountId, username } = session;
  if (!(await hasOwnPassword(database.db, accountId))) {
    const message = { zh: '您没有自己的密码：请退出，用统一登录重新进入', en: 'You have no password of your own: sign out and come back by single sign-on' };
    throw new DomainError('INVALID_INPUT', message, { fields: [{ path: 'current', message }] });
  }
  await confirmPassword(database, await findRules(database.db), session, asked, asked.password);
  await database.db.updateTable('session').set({ locked_at: null, last_used_at: sql`now()` }).where('id', '=', sessionId).where('ended_at', 'is', null).execute();
  await logSignIn(database, database.db, { username, accountId, address: asked.address, outcome: 'UNLOCKED', means: 'SESSION' });
}
