import { invalidInput, isFresh, type Tables } from '@moduan/kernel';
import type { Label } from '@moduan/schema';
import { demoUsernames } from '@moduan/schema/offices/demonstration';
import type { Kysely } from 'kysely';
import { findKind } from '../city/city-kind';
import type { Account } from './account.entity';

/** What is wrong with a user name in a real city: those of the demonstration are known to everybody. */
export const demoName = (username: string): Label | undefined => (demoUsernames.includes(username) ? { zh: '这是演示账号的名字，真实城市里不用，请换一个', en: 'This is the name of a demonstration account; a real city has none of these, choose another' } : undefined);

/** No account of a real city is called like one of the demonstration. */
export async function refuseDemoNames(db: Kysely<Tables>, accounts: readonly Account[]): Promise<void> {
  const message = accounts.filter(isFresh).map(({ username }) => demoName(username)).find(Boolean);
  if (message && (await findKind(db)) === 'REAL') throw invalidInput([{ path: 'username', message }]);
}
