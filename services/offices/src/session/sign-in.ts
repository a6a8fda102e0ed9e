import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { uuidv7, type Calling, type Database, type Row } from '@moduan/kernel';
import { decoyHash, isPassword } from '../account/password';

/** Wrong passwords in a row before an account locks, and for how long. */
export const LOCK_AFTER = 5;
export const LOCK_MINUTES = 15;
const SESSION_HOURS = 12;

export type SignIn =
  | { readonly token: string; readonly accountId: string }
  | { readonly refused: 'wrong'; readonly attemptsLeft: number }
  | { readonly refused: 'locked'; readonly retryAfterSeconds: number };

/** What stands in the database for a session's token: a stolen table opens no session. */
export const tokenHash = (token: string) => createHash('sha256').update(token).digest('base64url');

/**
 * Checks a password and opens a session. An unknown user name is answered like a wrong password: the same words, the
 * same time, the same counting down to the lock.
 */
export async function signIn({ database }: Calling, { username, password, address }: { username: string; password: string; address: string }): Promise<SignIn> {
  const name = username.normalize('NFC').trim().toLowerCase().slice(0, 100);
  const attempt = await takeAttempt(database, name);
  if (attempt.lockedSeconds > 0) return { refused: 'locked', retryAfterSeconds: attempt.lockedSeconds };
  const known = (await database.db
    .selectFrom('account')
    .innerJoin('credential', 'credential.account_id', 'account.id')
    .select(['account.id', 'credential.password_hash'])
    .where('account.username', '=', name)
    .where('account.ended_at', 'is', null)
    .executeTakeFirst()) as Row | undefined;
  const right = await isPassword((known?.password_hash as string | undefined) ?? (await decoyHash()), password);
  if (!known || !right) return { refused: 'wrong', attemptsLeft: Math.max(LOCK_AFTER - attempt.failures, 0) };
  await database.db.updateTable('sign_in_attempt').set({ failures: 0, locked_until: null }).where('username', '=', name).execute();
  return { token: await openSession(database, known.id as string, address), accountId: known.id as string };
}

/** Counts the attempt before the password is looked at: fifty at once are fifty, whatever they find. */
async function takeAttempt(database: Database, username: string): Promise<{ failures: number; lockedSeconds: number }> {
  const lapsed = sql`sign_in_attempt.locked_until <= now()`;
  const reached = sql`sign_in_attempt.failures + 1 = ${LOCK_AFTER}`;
  const row = (await database.db
    .insertInto('sign_in_attempt')
    .values({ username, failures: 1, locked_until: null, at: new Date() })
    .onConflict((on) =>
      on.column('username').doUpdateSet({
        failures: sql`case when ${lapsed} then 1 else sign_in_attempt.failures + 1 end`,
        locked_until: sql`case when ${lapsed} then null when ${reached} then now() + make_interval(mins => ${LOCK_MINUTES}) else sign_in_attempt.locked_until end`,
        at: new Date(),
      }),
    )
    .returning(['failures', sql<number>`coalesce(ceil(extract(epoch from locked_until - now())), 0)::int`.as('locked')])
    .executeTakeFirstOrThrow()) as Row;
  // The attempt that reaches the limit is still looked at; those after it are not.
  const failures = Number(row.failures);
  return { failures, lockedSeconds: failures > LOCK_AFTER ? Math.max(Number(row.locked), 1) : 0 };
}

async function openSession(database: Database, accountId: string, address: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const expires_at = new Date(Date.now() + SESSION_HOURS * 3_600_000);
  await database.db.insertInto('session').values({ id: uuidv7(), token_hash: tokenHash(token), account_id: accountId, address, expires_at }).execute();
  await database.db.updateTable('account').set({ last_sign_in_at: new Date() }).where('id', '=', accountId).execute();
  return token;
}

export async function signOut({ database }: Calling, { token }: { token: string }): Promise<void> {
  await database.db.updateTable('session').set({ ended_at: new Date() }).where('token_hash', '=', tokenHash(token)).where('ended_at', 'is', null).execute();
}
