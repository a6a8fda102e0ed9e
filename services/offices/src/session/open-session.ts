import { uuidv7, type Database } from '@moduan/kernel';
import { sql } from 'kysely';
import type { Rules } from '../setting/find-rules';
import { newToken, tokenHash } from './tokens';

/** What a browser gets: a short token for every request, and one that is used once to get the next two. */
export interface Tokens {
  readonly access: string;
  readonly refresh: string;
  /** How long the second one is good for. */
  readonly refreshSeconds: number;
}

export interface Opening {
  readonly accountId: string;
  readonly address: string;
  readonly means: 'PASSWORD' | 'SINGLE_SIGN_ON';
  /** The password has to be changed before anything else. */
  readonly passwordDue: boolean;
  readonly secondFactorAt: Date | null;
  /** A code is still to come: what is half open stays open for minutes only. */
  readonly halfOpen: boolean;
}

const ACCESS_MINUTES = 15;
const HALF_OPEN_MINUTES = 15;

export async function openSession(db: Database['db'], rules: Rules, opening: Opening): Promise<Tokens> {
  const id = uuidv7();
  const lasts = opening.halfOpen ? sql`make_interval(mins => ${HALF_OPEN_MINUTES})` : sql`make_interval(hours => ${rules.maxHours})`;
  const values = {
    id, account_id: opening.accountId, address: opening.address, means: opening.means, password_due: opening.passwordDue, second_factor_at: opening.secondFactorAt,
    expires_at: sql`now() + ${lasts}`, idle_until: sql`now() + least(${lasts}, make_interval(hours => ${rules.idleHours}))`,
  };
  await db.insertInto('session').values(values).execute();
  await db.deleteFrom('session_token').where('expires_at', '<', sql<Date>`now() - interval '1 hour'`).execute();
  return issueTokens(db, id);
}

/** The next pair of a session that is open. */
export async function issueTokens(db: Database['db'], sessionId: string): Promise<Tokens> {
  const [access, refresh] = [newToken(), newToken()];
  const ends = (until: ReturnType<typeof sql>) => sql<Date>`(select least(idle_until, expires_at, ${until}) from session where id = ${sessionId}::uuid)`;
  const row = (token: string, kind: 'ACCESS' | 'REFRESH', expires_at: unknown) => ({ token_hash: tokenHash(token), session_id: sessionId, kind, expires_at });
  await db.insertInto('session_token').values(row(access, 'ACCESS', ends(sql`now() + make_interval(mins => ${ACCESS_MINUTES})`))).execute();
  const { seconds } = (await db
    .insertInto('session_token')
    .values(row(refresh, 'REFRESH', ends(sql`'infinity'::timestamptz`)))
    .returning(sql<number>`floor(extract(epoch from expires_at - now()))::int`.as('seconds'))
    .executeTakeFirstOrThrow()) as { seconds: number };
  return { access, refresh, refreshSeconds: seconds };
}
