import type { Calling } from '@moduan/kernel';
import type { Label } from '@moduan/schema';
import { ruleInWords } from '../account/password';
import { findRules } from '../setting/find-rules';

/** What the forms say of passwords before anything is typed; no secret, so that the page of nobody shows it too. */
export async function signInRules({ database }: Calling, _none: object): Promise<{ passwordRule: Label; passwordMinLength: number; screenLockMinutes: number }> {
  const rules = await findRules(database.db);
  return { passwordRule: ruleInWords(rules), passwordMinLength: rules.minLength, screenLockMinutes: rules.screenLockMinutes };
}
