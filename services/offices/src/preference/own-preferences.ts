import { DomainError, invalidInput, type Calling, type Database, type Row } from '@moduan/kernel';
import { sql } from 'kysely';
import { inOwnTransaction } from '../session/in-transaction';
import { requireSession } from '../session/require-session';
import { preferenceFault, type GivenPreference } from './preference-rules';

const MOST_KEYS = 200;
const MOST_BYTES = 256 * 1024;

export type Preferences = Readonly<Record<string, unknown>>;

/** How a person likes the portal: columns, views, tabs, look. Those that were taken back come as null. */
export async function preferencesOf({ database }: Calling, { accountId }: { accountId: string }): Promise<Preferences> {
  const rows = (await database.db.selectFrom('preference').select(['key', 'value']).where('account_id', '=', accountId).orderBy('key').execute()) as Row[];
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

/** Keeps what the holder likes; of two browsers the later choice stands, whichever is told first. No business of anybody's, and so not in the trail. */
export async function keepMyPreferences({ database }: Calling, { token, preferences }: { token: string; preferences: readonly GivenPreference[] }): Promise<void> {
  const { accountId } = await requireSession(database, token);
  const faults = preferences.flatMap((given, at) => preferenceFault(given, at) ?? []);
  if (faults.length) throw invalidInput(faults);
  // of one key told twice the last counts
  const given = [...new Map(preferences.map((each) => [each.key, each])).values()];
  if (!given.length) return;
  await inOwnTransaction(database, accountId, async (db) => {
    await sql`insert into preference (account_id, key, value, updated_at)
      select ${accountId}::uuid, given.key, coalesce(given.value, 'null'::jsonb), least(given.at, now())
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (key text, value jsonb, at timestamptz)
      on conflict (account_id, key) do update set value = excluded.value, updated_at = excluded.updated_at
      where preference.updated_at <= excluded.updated_at`.execute(db);
    await requireRoom(db, accountId);
  });
}

async function requireRoom(db: Database['db'], accountId: string): Promise<void> {
  const { rows } = await sql<{ keys: number; bytes: number }>`select count(*)::int as keys, coalesce(sum(octet_length(value::text)), 0)::int as bytes from preference where account_id = ${accountId}::uuid`.execute(db);
  const { keys, bytes } = rows[0]!;
  if (keys > MOST_KEYS || bytes > MOST_BYTES)
    throw new DomainError('CONFLICT', { zh: '保存的列、视图和标签页太多了，请在“我的账号”里恢复默认', en: 'Too many columns, views and tabs are kept; reset them in “My account”' });
}
