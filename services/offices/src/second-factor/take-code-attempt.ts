import type { Database, Row } from '@moduan/kernel';
import { sql } from 'kysely';
import type { Rules } from '../setting/find-rules';

/** A code is counted before it is looked at, like passwords: one for a second factor that stands, or one that is being set up. */
export async function takeCodeAttempt(db: Database['db'], accountId: string, { lockAfter, lockMinutes }: Rules, confirmed: 'is' | 'is not'): Promise<Row | undefined> {
  const lapsed = sql`locked_until <= now()`;
  const reached = sql`locked_until is null and failures + 1 >= ${lockAfter}`;
  let attempt = db
    .updateTable('second_factor')
    .set({
      failures: sql`case when ${lapsed} then 1 else failures + 1 end`,
      locked_until: sql`case when ${lapsed} then null when ${reached} then now() + make_interval(mins => ${lockMinutes}) else locked_until end`,
    })
    .where('account_id', '=', accountId)
    .where('confirmed_at', confirmed, null);
  if (confirmed === 'is') attempt = attempt.where('began_at', '>', sql<Date>`now() - make_interval(mins => ${SETUP_MINUTES})`);
  return (await attempt.returning(['failures', 'secret_sealed', sql<number>`coalesce(ceil(extract(epoch from locked_until - now())), 0)::int`.as('locked')]).executeTakeFirst()) as Row | undefined;
}

/** How long a picture that was shown can be confirmed. */
const SETUP_MINUTES = 15;
