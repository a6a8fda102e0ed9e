import { DomainError, invalidInput, type Calling, type Database, type Row } from '@moduan/kernel';
import { endSessions } from '../session/end-sessions';
import { inOwnTransaction } from '../session/in-transaction';
import { noteOwn, type Asked } from '../session/note-own';
import { openSession, type Tokens } from '../session/open-session';
import { requireSession, type OpenSession } from '../session/require-session';
import { findRules, type Rules } from '../setting/find-rules';
import { logSignIn } from '../sign-in/log-sign-in';
import { confirmPassword } from './confirm-password';
import { hashPassword, isPassword, passwordFault } from './password';

/** The holder's own password: the old one is asked, all other sessions end, this one goes on under new tokens. */
export async function changePassword({ database }: Calling, asked: Asked & { current: string; password: string }): Promise<{ tokens: Tokens }> {
  const session = await requireSession(database, asked.token, [null, 'PASSWORD', 'ENROL']);
  const rules = await findRules(database.db);
  const standing = await confirmPassword(database, rules, session, asked, asked.current);
  const message = passwordFault(asked.password, rules, session.username) ?? (await formerFault(database.db, rules, session, standing, asked.password));
  if (message) throw invalidInput([{ path: 'password', message }]);
  const password_hash = await hashPassword(asked.password);
  return inOwnTransaction(database, session.accountId, async (db) => {
    const changed = await db
      .updateTable('credential')
      .set({ password_hash, changed_at: new Date(), first: false, expires_at: null })
      .where('account_id', '=', session.accountId)
      .where('password_hash', '=', standing)
      .returning('account_id')
      .execute();
    if (!changed.length) throw new DomainError('CONFLICT', { zh: '密码刚刚被改过，请重新登录', en: 'The password was changed just now; sign in again' });
    await db.updateTable('account').set({ password_state: 'OWN' }).where('id', '=', session.accountId).execute();
    await db.insertInto('former_password').values({ account_id: session.accountId, password_hash: standing }).execute();
    await endSessions(db, { accountId: session.accountId }, 'PASSWORD_CHANGED');
    await noteOwn(database, db, session, asked, 'account.change-password');
    await logSignIn(database, db, { username: session.username, accountId: session.accountId, address: asked.address, outcome: 'PASSWORD_CHANGED', means: 'SESSION' });
    return { tokens: await openSession(db, rules, { accountId: session.accountId, address: asked.address, means: session.means, passwordDue: false, secondFactorAt: session.secondFactorAt, halfOpen: false }) };
  });
}

/** Neither the present password nor one of the last so many. */
async function formerFault(db: Database['db'], { remembered }: Rules, { accountId }: OpenSession, standing: string, password: string) {
  const former = (await db.selectFrom('former_password').select('password_hash').where('account_id', '=', accountId).orderBy('at', 'desc').limit(Math.max(remembered - 1, 0)).execute()) as Row[];
  for (const each of [standing, ...former.map(({ password_hash }) => password_hash as string)])
    if (await isPassword(each, password)) return { zh: '用过的密码不能再用，请换一个', en: 'A former password can not come again; choose another' };
  return undefined;
}
