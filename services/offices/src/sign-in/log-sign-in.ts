import { markedRow, uuidv7, type Database } from '@moduan/kernel';
import type { signInOutcomes } from '@moduan/schema/offices/sign-in';
import { sql } from 'kysely';
import { signInLog } from './sign-in.entity';

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

/** Area of the account; of the city when nobody bears the name. */
async function areaOf(db: Database['db'], accountId: string | null): Promise<string> {
  const found = accountId
    ? sql<{ code: string }>`select area_code as code from offices.account where id = ${accountId}::uuid`
    : sql<{ code: string }>`select left(area_code, 6) as code from offices.account order by created_at limit 1`;
  return (await found.execute(db)).rows[0]?.code ?? '';
}

/** Adds an attempt and its outcome to the log; never a password. */
export async function logSignIn({ secrets, service }: Database, db: Database['db'], { username, accountId = null, outcome, address, means = 'PASSWORD' }: SignInEvent): Promise<void> {
  const author = { version: 1, created_by: 'system', created_by_name: '系统' };
  const area_code = await areaOf(db, accountId);
  const row = { id: uuidv7(), ...author, username: accountId ? username : veiled(username), account_id: accountId, area_code, outcome, address, means };
  await db.insertInto('sign_in').values(markedRow(secrets, service, signInLog, row)).execute();
}
