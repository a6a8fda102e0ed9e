import { DomainError, type Database, type Row } from '@moduan/kernel';
import { sql } from 'kysely';
import type { Rules } from '../setting/find-rules';

export interface Attempt {
  readonly failures: number;
  /** 0 while the name is not locked. */
  readonly lockedSeconds: number;
}

/** Counts an attempt before the password is looked at: fifty at once are fifty, whatever they find. */
export async function takeAttempt(db: Database['db'], username: string, { lockAfter, lockMinutes }: Rules): Promise<Attempt> {
  const lapsed = sql`sign_in_attempt.locked_until <= now()`;
  const reached = sql`sign_in_attempt.locked_until is null and sign_in_attempt.failures + 1 >= ${lockAfter}`;
  const row = (await db
    .insertInto('sign_in_attempt')
    .values({ username, failures: 1, locked_until: null, at: new Date() })
    .onConflict((on) =>
      on.column('username').doUpdateSet({
        failures: sql`case when ${lapsed} then 1 else sign_in_attempt.failures + 1 end`,
        locked_until: sql`case when ${lapsed} then null when ${reached} then now() + make_interval(mins => ${lockMinutes}) else sign_in_attempt.locked_until end`,
        at: new Date(),
      }),
    )
    .returning(['failures', sql<number>`coalesce(ceil(extract(epoch from locked_until - now())), 0)::int`.as('locked')])
    .executeTakeFirstOrThrow()) as Row;
  return attemptOf(row, lockAfter);
}

/** The attempt that reaches the limit is still looked at; those after it are not. */
export function attemptOf(row: Row, lockAfter: number): Attempt {
  const failures = Number(row.failures);
  return { failures, lockedSeconds: failures > lockAfter ? Math.max(Number(row.locked), 1) : 0 };
}

export const forgetAttempts = (db: Database['db'], username: string) =>
  db.updateTable('sign_in_attempt').set({ failures: 0, locked_until: null }).where('username', '=', username).execute();

/** What a holder is told who is locked out within a session. */
export function locked(retryAfterSeconds: number): DomainError {
  const minutes = Math.ceil(retryAfterSeconds / 60);
  return new DomainError('RATE_LIMITED', { zh: `错了多次，已锁定，${minutes} 分钟后再试，或找本单位管理员`, en: `Locked after several wrong attempts; try again in ${minutes} minutes or ask your administrator` }, { retryAfterSeconds });
}
