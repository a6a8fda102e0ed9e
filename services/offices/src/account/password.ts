import { hash, verify } from '@node-rs/argon2';
import { invalidInput } from '@moduan/kernel';
import type { Label } from '@moduan/schema';

/** argon2id (algorithm 2) with the parameters that OWASP names for servers: 19 MiB, two passes. */
const settings = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string) => hash(password, settings);
export const isPassword = (hashed: string, password: string) => verify(hashed, password);

let decoy: Promise<string> | undefined;
/** A hash that no password fits: an unknown user name takes as long to refuse as a wrong password. */
export const decoyHash = () => (decoy ??= hashPassword(crypto.randomUUID()));

const MIN = 10;
const MAX = 200;

/** Long enough, and of at least three kinds of characters (GB/T 22239 level 2); what is wrong otherwise. */
export function passwordFault(password: string): Label | undefined {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length;
  if (password.length >= MIN && password.length <= MAX && kinds >= 3) return undefined;
  return {
    zh: `密码 ${MIN}–${MAX} 位，大写、小写、数字、符号至少三种`,
    en: `A password has ${MIN}–${MAX} characters of at least three kinds: upper case, lower case, digits, symbols`,
  };
}

export function requireStrong(password: string): void {
  const message = passwordFault(password);
  if (message) throw invalidInput([{ path: 'password', message }]);
}
