import { uuidv7, type Calling, type Database, type Row } from '@moduan/kernel';
import { openSession, type Tokens } from '../session/open-session';
import { findRules } from '../setting/find-rules';
import { logSignIn } from '../sign-in/log-sign-in';

export interface Vouched {
  readonly issuer: string;
  readonly subject: string;
  /** The provider's name for the person. */
  readonly username: string | null;
  /** Whether the provider has asked for a second factor itself. */
  readonly mfa: boolean;
  /** Whether an account of the same name is taken when none is linked yet. */
  readonly byUsername: boolean;
  readonly address: string;
}

/** Somebody for whom the provider vouches: the account linked to them, never a new one. */
export async function signInByIdentity({ database: { db } }: Calling, vouched: Vouched): Promise<{ tokens: Tokens } | { refused: 'unknown' }> {
  const account = (await findLinked(db, vouched)) ?? (vouched.byUsername ? await linkByUsername(db, vouched) : undefined);
  const { address } = vouched;
  if (!account) {
    await logSignIn(db, { username: vouched.username ?? vouched.subject, outcome: 'IDENTITY_UNKNOWN', address, means: 'SINGLE_SIGN_ON' });
    return { refused: 'unknown' };
  }
  const [accountId, enrolled] = [account.id as string, account.enrolled_at !== null && !vouched.mfa];
  const rules = await findRules(db);
  const tokens = await openSession(db, rules, { accountId, address, means: 'SINGLE_SIGN_ON', passwordDue: false, secondFactorAt: vouched.mfa ? new Date() : null, halfOpen: enrolled });
  await db.updateTable('account').set({ last_sign_in_at: new Date() }).where('id', '=', accountId).execute();
  await logSignIn(db, { username: account.username as string, accountId, outcome: enrolled ? 'PASSWORD_ACCEPTED' : 'SIGNED_IN', address, means: 'SINGLE_SIGN_ON' });
  return { tokens };
}

const openAccounts = (db: Database['db']) =>
  db
    .selectFrom('account')
    .innerJoin('person', 'person.id', 'account.person_id')
    .leftJoin('second_factor', (join) => join.onRef('second_factor.account_id', '=', 'account.id').on('second_factor.confirmed_at', 'is not', null))
    .select(['account.id', 'account.username', 'second_factor.confirmed_at as enrolled_at'])
    .where('account.ended_at', 'is', null)
    .where('person.ended_at', 'is', null);

const findLinked = async (db: Database['db'], { issuer, subject }: Vouched) =>
  (await openAccounts(db)
    .innerJoin('external_identity', 'external_identity.account_id', 'account.id')
    .where('external_identity.issuer', '=', issuer)
    .where('external_identity.subject', '=', subject)
    .where('external_identity.ended_at', 'is', null)
    .executeTakeFirst()) as Row | undefined;

/** The installation trusts the provider's user names: an account of that name that no other person is linked to. */
async function linkByUsername(db: Database['db'], { issuer, subject, username }: Vouched): Promise<Row | undefined> {
  if (!username) return undefined;
  const account = (await openAccounts(db).where('account.username', '=', username.normalize('NFC').trim().toLowerCase()).executeTakeFirst()) as Row | undefined;
  if (!account) return undefined;
  const linked = await db.insertInto('external_identity').values({ id: uuidv7(), issuer, subject, account_id: account.id, shown: username }).onConflict((on) => on.doNothing()).returning('id').execute();
  return linked.length ? account : undefined;
}
