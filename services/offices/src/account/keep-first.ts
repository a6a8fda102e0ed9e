import { asRead, type Row, type Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';
import { endSessions } from '../session/end-sessions';
import { forgetAttempts } from '../session/take-attempt';
import type { Rules } from '../setting/find-rules';
import { Account, accounts } from './account.entity';

/** A password that was handed out: changed at the next sign-in, dead when its days are over; what was open under the old one ends. */
export async function keepFirst(db: Kysely<Tables>, account: Account, password_hash: string, { firstDays }: Pick<Rules, 'firstDays'>): Promise<Account> {
  const credential = { password_hash, changed_at: new Date(), first: true, expires_at: sql`now() + make_interval(days => ${firstDays})` };
  await db
    .insertInto('credential')
    .values({ account_id: account.id, ...credential } as never)
    .onConflict((on) => on.column('account_id').doUpdateSet(credential as never))
    .execute();
  // No amendment of the record: whoever has it open goes on with it.
  await db.updateTable('account').set({ password_state: 'FIRST' } as never).where('id', '=', account.id as never).execute();
  await endSessions(db, { accountId: account.id }, 'PASSWORD_SET');
  await forgetAttempts(db, account.username);
  return asRead<Account>(accounts, { ...(account as unknown as Row), passwordState: 'FIRST' });
}
