import { DomainError, type Database, type Row } from '@moduan/kernel';
import type { Asked } from '../session/note-own';
import type { OpenSession } from '../session/require-session';
import { forgetAttempts, locked, takeAttempt } from '../session/take-attempt';
import type { Rules } from '../setting/find-rules';
import { logSignIn } from '../sign-in/log-sign-in';
import { isPassword } from './password';

/** The holder proves once more who they are; wrong ones count towards the lock like those of sign-in. Answers the hash that stands. */
export async function confirmPassword(database: Database, rules: Rules, { accountId, username }: OpenSession, { address }: Asked, password: string): Promise<string> {
  const { db } = database;
  const attempt = await takeAttempt(db, username, rules);
  const log = (outcome: 'LOCKED' | 'WRONG_PASSWORD') => logSignIn(database, db, { username, accountId, address, outcome });
  if (attempt.lockedSeconds > 0) {
    await log('LOCKED');
    throw locked(attempt.lockedSeconds);
  }
  const credential = (await db.selectFrom('credential').select('password_hash').where('account_id', '=', accountId).executeTakeFirst()) as Row | undefined;
  const standing = credential?.password_hash as string | undefined;
  if (!standing || !(await isPassword(standing, password))) {
    await log('WRONG_PASSWORD');
    const message = { zh: '现在的密码不对', en: 'The present password is wrong' };
    throw new DomainError('INVALID_INPUT', message, { fields: [{ path: 'current', message }], attemptsLeft: Math.max(rules.lockAfter - attempt.failures, 0) });
  }
  await forgetAttempts(db, username);
  return standing;
}
