import { readFileSync } from 'node:fs';
import { committedFingerprint, fingerprintOf, freshKeys, resealAll, type Keys } from '@moduan/kernel';
import { rotateSigningKey } from '@moduan/kernel/trust/statement-keys';
import { definitions } from './composition';
import { keysFile, splitForward, writeKeys } from './keys-files';

/**
 * New keys for everything that is sealed, hashed or signed for a moment. Those of the audit trail stay, because they prove
 * what they have marked, and so do the passwords of the database's roles. Whatever interrupts it, the next run finishes it: the file says what is wanted, the database what
 * has been done.
 */
export async function changeKeys(data: string, databaseUrl: string): Promise<number> {
  splitForward(data);
  const known = JSON.parse(readFileSync(keysFile(data), 'utf8')) as Keys;
  const next = known.next ?? nextOf(known);
  writeKeys(data, { ...known, next });
  const done = known.next !== undefined && (await committedFingerprint(databaseUrl)) === fingerprintOf(next);
  const both: Keys = { ...next, sealing: { ...known.sealing, ...next.sealing } };
  const count = done ? 0 : await resealAll(databaseUrl, definitions, both);
  writeKeys(data, next);
  await rotateSigningKey(data);
  return count;
}

function nextOf({ audit, seal, current }: Keys): Keys {
  const { owner: _unused, ...fresh } = freshKeys();
  const name = `k${Number(current.slice(1)) + 1}`;
  return { ...fresh, audit, seal, current: name, sealing: { [name]: fresh.sealing[fresh.current]! } };
}
