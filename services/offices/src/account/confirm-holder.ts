import { invalidInput, type Database } from '@moduan/kernel';
import { sql } from 'kysely';
import type { Asked } from '../session/note-own';
import type { OpenSession } from '../session/require-session';
import { findRules } from '../setting/find-rules';
import { confirmPassword } from './confirm-password';

/**
 * Before a way into the account is made that lasts: the holder proves once more who they are, by their password. Who has
 * none of their own comes through the provider of single sign-on, and did so minutes ago.
 */
export async function confirmHolder(database: Database, session: OpenSession, asked: Asked, password: string | undefined): Promise<void> {
  if (!(await hasOwnPassword(database.db, session.accountId))) {
    if (session.means === 'SINGLE_SIGN_ON' && session.justBegun) return;
    throw invalidInput([{ path: 'current', message: { zh: '您没有自己的密码：请退出，用统一登录重新进入后五分钟内办理', en: 'You have no password of your own: sign out, come back by single sign-on and do this within five minutes' } }]);
  }
  if (!password) throw invalidInput([{ path: 'current', message: { zh: '请输入现在的密码', en: 'Give your present password' } }]);
  await confirmPassword(database, await findRules(database.db), session, asked, password);
}

/** One that somebody else has handed out proves nothing. */
export async function hasOwnPassword(db: Database['db'], accountId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from offices.credential where account_id = ${accountId}::uuid and not first`.execute(db);
  return rows.length > 0;
}
