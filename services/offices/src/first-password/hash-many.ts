import { hashPassword } from '../account/password';

/** At a time: the others who sign in meanwhile want a thread too. */
const AT_ONCE = 2;

/** Hashes of many passwords, a few at a time and none of them on the thread that answers requests. */
export async function hashMany(passwords: readonly string[], hash: (password: string) => Promise<string> = hashPassword): Promise<string[]> {
  const hashes: string[] = [];
  let next = 0;
  const work = async () => {
    for (let at = next++; at < passwords.length; at = next++) hashes[at] = await hash(passwords[at]!);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return hashes;
}
