import { uuidv7, type Database } from '@moduan/kernel';
import type { signInOutcomes } from '@moduan/schema/offices/sign-in';
import { sql } from 'kysely';

export interface SignInEvent {
  readonly username: string;
  /** Absent when no account bears the name. */
  readonly accountId?: string | null;
  readonly outcome: keyof typeof signInOutcomes;
  readonly address: string;
  readonly means?: 'PASSWORD' | 'SINGLE_SIGN_ON' | 'SESSION';
}

/** Who takes the wrong box types a password there: of a name that nobody bears only its beginning is kept. */
const veiled = (name: string) => `${[...name].slice(0, 1).join('')}***`;

const cityOf = sql<string>`coalesce((select left(area_code, 6) from offices.account order by created_at limit 1), '')`;
const areaOf = (id: string) => sql<string>`(select area_code from offices.account where id = ${id}::uuid)`;

/** Adds an attempt and its outcome to the log; never a password. */
export async function logSignIn(db: Database['db'], { username, accountId = null, outcome, address, means = 'PASSWORD' }: SignInEvent): Promise<void> {
  const now = new Date();
  const author = { version: 1, created_at: now, created_by: 'system', created_by_name: '系统', updated_at: now };
  const area_code = accountId ? areaOf(accountId) : cityOf;
  const values = { id: uuidv7(), ...author, username: accountId ? username : veiled(username), account_id: accountId, area_code, outcome, address, means };
  await db.insertInto('sign_in').values(values).execute();
}
