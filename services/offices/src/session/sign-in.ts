import type { Calling, Database, Row } from '@moduan/kernel';
import { sql } from 'kysely';
import { decoyHash, isPassword } from '../account/password';
import { findRules, type Rules } from '../setting/find-rules';
import { logSignIn } from '../sign-in/log-sign-in';
import { openSession, type Tokens } from './open-session';
import { forgetAttempts, takeAttempt } from './take-attempt';

export type SignIn =
  | { readonly tokens: Tokens }
  | { readonly refused: 'wrong'; readonly attemptsLeft: number }
  | { readonly refused: 'locked'; readonly retryAfterSeconds: number };

/**
 * Checks a password and opens a session. An unknown user name is answered like a wrong password: the same words, the
 * same time, the same counting down to the lock.
 */
export async function signIn({ database }: Calling, { username, password, address }: { username: string; password: string; address: string }): Promise<SignIn> {
  const { db } = database;
  const name = username.normalize('NFC').trim().toLowerCase().slice(0, 100);
  const rules = await findRules(db);
  const attempt = await takeAttempt(db, name, rules);
  const known = await findCredential(db, name);
  const log = { username: name, accountId: known?.id as string | undefined, address };
  if (attempt.lockedSeconds > 0) {
    await logSignIn(database, db, { ...log, outcome: 'LOCKED' });
    return { refused: 'locked', retryAfterSeconds: attempt.lockedSeconds };
  }
  const right = await isPassword((known?.password_hash as string | undefined) ?? (await decoyHash()), password);
  // One that was handed out and not used in its days is answered like a wrong one.
  if (!known || !right || known.lapsed === true) {
    await logSignIn(database, db, { ...log, outcome: known ? 'WRONG_PASSWORD' : 'UNKNOWN_NAME' });
    return { refused: 'wrong', attemptsLeft: Math.max(rules.lockAfter - attempt.failures, 0) };
  }
  await forgetAttempts(db, name);
  return { tokens: await enter(database, rules, known, address) };
}

const findCredential = async (db: Database['db'], username: string) =>
  (await db
    .selectFrom('account')
    .innerJoin('credential', 'credential.account_id', 'account.id')
    .innerJoin('person', 'person.id', 'account.person_id')
    .leftJoin('second_factor', (join) => join.onRef('second_factor.account_id', '=', 'account.id').on('second_factor.confirmed_at', 'is not', null))
    .select(['account.id', 'account.username', 'credential.password_hash', 'credential.first', 'second_factor.confirmed_at as enrolled_at'])
    .select(sql<number>`extract(epoch from now() - credential.changed_at) / 86400`.as('age'))
    .select(sql<boolean>`credential.first and credential.expires_at <= now()`.as('lapsed'))
    .where('account.username', '=', username)
    .where('account.ended_at', 'is', null)
    .where('person.ended_at', 'is', null)
    .executeTakeFirst()) as Row | undefined;

async function enter(database: Database, rules: Rules, known: Row, address: string): Promise<Tokens> {
  const [{ db }, accountId] = [database, known.id as string];
  const passwordDue = known.first === true || (rules.maxAgeDays !== null && Number(known.age) >= rules.maxAgeDays);
  const enrolled = known.enrolled_at !== null;
  const tokens = await openSession(db, rules, { accountId, address, means: 'PASSWORD', passwordDue, secondFactorAt: null, halfOpen: enrolled || passwordDue });
  await db.updateTable('account').set({ last_sign_in_at: new Date() }).where('id', '=', accountId).execute();
  await logSignIn(database, db, { username: known.username as string, accountId, address, outcome: enrolled ? 'PASSWORD_ACCEPTED' : 'SIGNED_IN' });
  return tokens;
}
