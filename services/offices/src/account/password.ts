import { hash, verify } from '@node-rs/argon2';
import type { Label } from '@moduan/schema';
import { DEMO_PASSWORD } from '@moduan/schema/offices/demonstration';
import type { Rules } from '../setting/find-rules';
import { isCommon } from './common-passwords';

/** argon2id (algorithm 2) with the parameters that OWASP names for servers: 19 MiB, two passes. */
const settings = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string) => hash(password, settings);
export const isPassword = (hashed: string, password: string) => verify(hashed, password);

let decoy: Promise<string> | undefined;
/** A hash that no password fits: an unknown user name takes as long to refuse as a wrong password. */
export const decoyHash = () => (decoy ??= hashPassword(crypto.randomUUID()));

const MAX = 200;
type PasswordRules = Pick<Rules, 'minLength' | 'kinds' | 'real'>;

/** The rule in words, as the form shows it before anything is wrong. */
export function ruleInWords({ minLength, kinds }: Pick<Rules, 'minLength' | 'kinds'>): Label {
  const [zh, en] = kinds > 1 ? [`，大写、小写、数字、符号至少${['', '', '两', '三', '四'][kinds]}种`, ` of at least ${kinds} kinds: upper case, lower case, digits, symbols`] : ['', ''];
  return { zh: `密码 ${minLength}–${MAX} 位${zh}；不含账号，不用常见密码`, en: `A password has ${minLength}–${MAX} characters${en}; not the user name, no common password` };
}

/** What is wrong with a password by the rules of the installation; nothing when it may be taken. */
export function passwordFault(password: string, rules: PasswordRules, username: string): Label | undefined {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length;
  const { length } = [...password];
  if (length < rules.minLength || password.length > MAX || kinds < rules.kinds) return ruleInWords(rules);
  if (username && password.toLowerCase().includes(username.toLowerCase())) return { zh: '密码里不能有账号名', en: 'A password can not hold the user name' };
  if (rules.real && password === DEMO_PASSWORD) return { zh: '这是演示密码，人人都知道，请换一个', en: 'This is the password of the demonstration, which everybody knows; choose another' };
  return isCommon(password) ? { zh: '这是常见密码，容易被猜到，请换一个', en: 'This password is common and easily guessed; choose another' } : undefined;
}
