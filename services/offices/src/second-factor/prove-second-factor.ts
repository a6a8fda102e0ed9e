import { DomainError, type Calling, type Database } from '@moduan/kernel';
import { endSessions } from '../session/end-sessions';
import { inOwnTransaction } from '../session/in-transaction';
import type { Asked } from '../session/note-own';
import { openSession, type Tokens } from '../session/open-session';
import { requireSession, type OpenSession } from '../session/require-session';
import { attemptOf, locked } from '../session/take-attempt';
import { findRules, type Rules } from '../setting/find-rules';
import { logSignIn } from '../sign-in/log-sign-in';
import { hashOf } from './set-up-second-factor';
import { takeCodeAttempt } from './take-code-attempt';
import { recoveryCode, stepOf } from './totp';

/** The second step of signing in: a code of the app, or one of the ten for the day that the phone is lost. Each opens once. */
export async function proveSecondFactor({ database }: Calling, asked: Asked & { code: string }): Promise<{ tokens: Tokens }> {
  const session = await requireSession(database, asked.token, ['TOTP']);
  const rules = await findRules(database.db);
  const { accountId, username } = session;
  const log = (outcome: 'WRONG_CODE' | 'CODE_LOCKED' | 'CODE_ACCEPTED' | 'RECOVERY_CODE_USED') => logSignIn(database, database.db, { username, accountId, address: asked.address, outcome });
  const factor = await takeCodeAttempt(database.db, accountId, rules, 'is not');
  if (!factor) throw new DomainError('UNAUTHENTICATED', { zh: '请重新登录', en: 'Sign in again' });
  const attempt = attemptOf(factor, rules.lockAfter);
  if (attempt.lockedSeconds > 0) {
    await log('CODE_LOCKED');
    throw locked(attempt.lockedSeconds);
  }
  const accepted = await accept(database, accountId, factor.secret_sealed as string, asked.code.trim());
  if (!accepted) {
    await log('WRONG_CODE');
    throw wrongCode(Math.max(rules.lockAfter - attempt.failures, 0));
  }
  await log(accepted);
  return inOwnTransaction(database, session.accountId, (db) => enter(db, rules, session, asked));
}

/** What was half open ends; the session proper begins under tokens of its own. */
async function enter(db: Database['db'], rules: Rules, session: OpenSession, { address }: Asked): Promise<{ tokens: Tokens }> {
  const { passwordDue } = session;
  if (!(await endSessions(db, { sessionId: session.sessionId }, 'STEPPED_UP'))) throw new DomainError('UNAUTHENTICATED', { zh: '请重新登录', en: 'Sign in again' });
  return { tokens: await openSession(db, rules, { accountId: session.accountId, address, means: session.means, passwordDue, secondFactorAt: new Date(), halfOpen: passwordDue }) };
}

async function accept(database: Database, accountId: string, sealed: string, code: string): Promise<'CODE_ACCEPTED' | 'RECOVERY_CODE_USED' | null> {
  const step = stepOf(database.secrets.open(sealed), code);
  if (step !== null) return (await takeStep(database.db, accountId, step)) ? 'CODE_ACCEPTED' : null;
  return recoveryCode(code) && (await takeRecoveryCode(database, accountId, code)) ? 'RECOVERY_CODE_USED' : null;
}

/** A code opens once: whoever read it over a shoulder is too late, even in the same half minute. */
async function takeStep(db: Database['db'], accountId: string, step: number): Promise<boolean> {
  const taken = await db
    .updateTable('second_factor')
    .set({ last_step: step, failures: 0, locked_until: null })
    .where('account_id', '=', accountId)
    .where((eb) => eb.or([eb('last_step', 'is', null), eb('last_step', '<', step)]))
    .returning('account_id')
    .execute();
  return taken.length > 0;
}

async function takeRecoveryCode(database: Database, accountId: string, code: string): Promise<boolean> {
  const taken = await database.db.updateTable('recovery_code').set({ used_at: new Date() }).where('account_id', '=', accountId).where('code_hash', '=', hashOf(code)).where('used_at', 'is', null).returning('account_id').execute();
  if (taken.length) await database.db.updateTable('second_factor').set({ failures: 0, locked_until: null }).where('account_id', '=', accountId).execute();
  return taken.length > 0;
}

function wrongCode(attemptsLeft: number): DomainError {
  const message = { zh: '验证码不对或已经用过，请等下一个', en: 'The code is wrong or was used already; wait for the next one' };
  return new DomainError('INVALID_INPUT', message, { fields: [{ path: 'code', message }], attemptsLeft });
}
