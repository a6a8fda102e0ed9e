import { DomainError, unauthenticated, type Database, type Row } from '@moduan/kernel';
import { sql } from 'kysely';
import { postsOf, type PostOfActor } from './posts-of';
import { tokenHash } from './tokens';

/** What somebody has to do before the session opens anything: change the password, give a code, set up the codes, unlock the screen. */
export type Step = 'PASSWORD' | 'TOTP' | 'ENROL' | 'LOCKED';

/** A session as its own use cases know it. */
export interface OpenSession {
  readonly sessionId: string;
  readonly accountId: string;
  readonly personId: string;
  readonly username: string;
  readonly name: string;
  readonly unitName: string;
  readonly areaCode: string;
  readonly means: 'PASSWORD' | 'SINGLE_SIGN_ON';
  readonly secondFactorAt: Date | null;
  readonly enrolled: boolean;
  readonly passwordDue: boolean;
  readonly posts: readonly PostOfActor[];
  readonly step: Step | null;
  /** Five minutes ago at most. */
  readonly justBegun: boolean;
  /** Not noted as used for a minute. */
  readonly stale: boolean;
}

const columns = [
  'session.id as session_id', 'session.means', 'session.password_due', 'session.second_factor_at', 'account.id as account_id', 'account.username', 'account.person_id',
  'account.area_code', 'person.name', 'unit.name as unit_name', 'second_factor.confirmed_at as enrolled_at',
] as const;

/** Locked by its holder, or because nobody has touched it for as long as the rules allow and a minute: the page itself locks first. */
const untouched = sql<boolean>`(select screen_lock_minutes > 0 and session.last_used_at < now() - make_interval(mins => screen_lock_minutes + 1) from offices.setting)`;
const isLocked = sql<boolean>`session.locked_at is not null or ${untouched}`;
/** Whoever notes that a session is used notes first that it was locked meanwhile: a use unlocks nothing. */
export const lockedMeanwhile = sql`case when session.locked_at is null and ${untouched} then now() else session.locked_at end`;

/** The session that an access token opens, with what the posts of today allow; null when it has ended. */
export async function findSession(database: Database, token: string): Promise<OpenSession | null> {
  const row = (await database.db
    .selectFrom('session_token')
    .innerJoin('session', 'session.id', 'session_token.session_id')
    .innerJoin('account', 'account.id', 'session.account_id')
    .innerJoin('person', 'person.id', 'account.person_id')
    .leftJoin('unit', 'unit.id', 'person.unit_id')
    .leftJoin('second_factor', (join) => join.onRef('second_factor.account_id', '=', 'account.id').on('second_factor.confirmed_at', 'is not', null))
    .select([...columns, sql<boolean>`session.last_used_at < now() - interval '1 minute'`.as('stale'), sql<boolean>`session.created_at > now() - interval '5 minutes'`.as('just_begun'), isLocked.as('locked')])
    .where('session_token.token_hash', '=', tokenHash(token))
    .where('session_token.kind', '=', 'ACCESS')
    .where('session_token.expires_at', '>', sql<Date>`now()`)
    .where('session.ended_at', 'is', null)
    .where('session.expires_at', '>', sql<Date>`now()`)
    .where('session.idle_until', '>', sql<Date>`now()`)
    .where('account.ended_at', 'is', null)
    .where('person.ended_at', 'is', null)
    .executeTakeFirst()) as Row | undefined;
  if (!row) return null;
  const posts = await postsOf(database, row.person_id as string);
  return {
    sessionId: row.session_id as string,
    accountId: row.account_id as string,
    personId: row.person_id as string,
    username: row.username as string,
    name: row.name as string,
    unitName: (row.unit_name as string | null) ?? '',
    areaCode: row.area_code as string,
    means: row.means as OpenSession['means'],
    secondFactorAt: row.second_factor_at as Date | null,
    enrolled: row.enrolled_at !== null,
    passwordDue: row.password_due as boolean,
    posts,
    step: stepOf(row, posts),
    justBegun: row.just_begun as boolean,
    stale: row.stale as boolean,
  };
}

/** The code comes before the password: who has found a password out changes nothing without it. */
function stepOf(row: Row, posts: readonly PostOfActor[]): Step | null {
  if (row.locked === true) return 'LOCKED';
  const proven = row.second_factor_at !== null;
  if (row.enrolled_at !== null && !proven) return 'TOTP';
  if (row.password_due) return 'PASSWORD';
  return !proven && demandsSecondFactor(posts) ? 'ENROL' : null;
}

export const demandsSecondFactor = (posts: readonly PostOfActor[]) => posts.some(({ secondFactor }) => secondFactor);

const first: Readonly<Record<Step, { zh: string; en: string }>> = {
  PASSWORD: { zh: '请先修改密码', en: 'Change your password first' },
  TOTP: { zh: '请先填写验证码', en: 'Give the code first' },
  ENROL: { zh: '请先设置双因素登录', en: 'Set up the second factor first' },
  LOCKED: { zh: '已锁屏，请先解锁', en: 'The screen is locked; unlock it first' },
};

/** What is answered while a step of signing in is still to come. */
export const stepMissing = (step: Step) => new DomainError('UNAUTHENTICATED', first[step], { step });

/** The session, in one of the states in which the use case at hand is open; `null` stands for fully signed in. */
export async function requireSession(database: Database, token: string, open: readonly (Step | null)[] = [null]): Promise<OpenSession> {
  const session = await findSession(database, token);
  if (!session) throw unauthenticated();
  if (!open.includes(session.step)) throw session.step ? stepMissing(session.step) : new DomainError('ILLEGAL_TRANSITION', { zh: '这一步已经完成', en: 'This step is done already' });
  return session;
}
