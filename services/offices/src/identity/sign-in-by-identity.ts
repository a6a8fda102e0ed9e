import { uuidv7, type Calling, type Database, type Row } from '@moduan/kernel';
import { inOwnTransaction } from '../session/in-transaction';
import { noteOwn } from '../session/note-own';
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
  readonly requestId: string;
}

/** Somebody for whom the provider vouches: the account linked to them, never a new one. */
export async function signInByIdentity({ database }: Calling, vouched: Vouched): Promise<{ tokens: Tokens } | { refused: 'unknown' }> {
  const { db } = database;
  const account = (await findLinked(db, vouched)) ?? (vouched.byUsername ? await linkByUsername(database, vouched) : undefined);
  const { address } = vouched;
  if (!account) {
    await logSignIn(database, db, { username: vouched.username ?? vouched.subject, outcome: 'IDENTITY_UNKNOWN', address, means: 'SINGLE_SIGN_ON' });
    return { refused: 'unknown' };
  }
  const [accountId, enrolled] = [account.id as string, account.enrolled_at !== null && !vouched.mfa];
  const rules = await findRules(db);
  const tokens = await openSession(db, rules, { accountId, address, means: 'SINGLE_SIGN_ON', passwordDue: false, secondFactorAt: vouched.mfa ? new Date() : null, halfOpen: enrolled });
  await db.updateTable('account').set({ last_sign_in_at: new Date() }).where('id', '=', accountId).execute();
  await logSignIn(database, db, { username: account.username as string, accountId, outcome: enrolled ? 'PASSWORD_ACCEPTED' : 'SIGNED_IN', address, means: 'SINGLE_SIGN_ON' });
  return { tokens };
}

const openAccounts = (db: Database['db']) =>
  db
    .selectFrom('account')
    .innerJoin('person', 'person.id', 'account.person_id')
    .leftJoin('second_factor', (join) => join.onRef('second_factor.account_id', '=', 'account.id').on('second_factor.confirmed_at', 'is not', null))
    .select(['account.id', 'account.username', 'account.person_id', 'account.area_code', 'person.name', 'second_factor.confirmed_at as enrolled_at'])
    .where('account.ended_at', 'is', null)
    .where('person.ended_at', 'is', null);

const findLinked = async (db: Database['db'], { issuer, subject }: Vouched) =>
  (await openAccounts(db)
    .innerJoin('external_identity', 'external_identity.account_id', 'account.id')
    .where('external_identity.issuer', '=', issuer)
    .where('external_identity.subject', '=', subject)
    .where('external_identity.ended_at', 'is', null)
    .executeTakeFirst()) as Row | undefined;

/**
 * The installation trusts the provider's user names: an account of that name that no other person is linked to. A link
 * that was once taken off is made again by the holder alone.
 */
async function linkByUsername(database: Database, { issuer, subject, username, address, requestId }: Vouched): Promise<Row | undefined> {
  if (!username) return undefined;
  const account = (await openAccounts(database.db).where('account.username', '=', username.normalize('NFC').trim().toLowerCase()).executeTakeFirst()) as Row | undefined;
  if (!account) return undefined;
  const accountId = account.id as string;
  return inOwnTransaction(database, accountId, async (db) => {
    const identity = { issuer, subject, account_id: accountId };
    const earlier = await db.selectFrom('external_identity').select('id').where('issuer', '=', issuer).where('subject', '=', subject).where('account_id', '=', accountId).limit(1).executeTakeFirst();
    if (earlier) return undefined;
    const linked = await db.insertInto('external_identity').values({ ...identity, id: uuidv7(), shown: username }).onConflict((on) => on.doNothing()).returning('id').execute();
    if (!linked.length) return undefined;
    const holder = { accountId, personId: account.person_id as string, name: account.name as string, unitName: '', areaCode: account.area_code as string };
    await noteOwn(database, db, holder, { token: '', address, requestId }, 'account.link-identity');
    return account;
  });
}
