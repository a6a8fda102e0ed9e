import type { Label } from '../fields';
import { isDay } from './ledger-date';
import { today } from './today';

// GB 11643-1999 (ISO 7064 MOD 11-2).
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const SIGNS = '10X98765432';

const checkSign = (body: string) => SIGNS[WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(body[i]), 0) % 11]!;

/** Says what is wrong with an identity card number; nothing when it is valid. Never repeats the number. Expects what `tidyCode` returns. */
export function identityCardFault(number: string, asOf = today()): Label | undefined {
  if (number.length !== 18)
    return { zh: `身份证号应为 18 位，现为 ${number.length} 位`, en: `An identity card number has 18 characters, this has ${number.length}` };
  if (!/^[1-8]\d{16}[\dX]$/.test(number))
    return { zh: '身份证号前 17 位应为数字，末位为数字或 X', en: 'An identity card number is 17 digits and a digit or X' };
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isDay(birth) || birth > asOf || birth < '1880-01-01')
    return { zh: '身份证号中的出生日期不存在', en: 'The date of birth in the identity card number does not exist' };
  return number[17] === checkSign(number)
    ? undefined
    : { zh: '身份证号校验位不符，请核对有无错字', en: 'The check digit of the identity card number does not fit; look for a typing error' };
}

export const isIdentityCard = (number: string): boolean => identityCardFault(number) === undefined;

export interface IdentityCardParts {
  /** Six digits; one that is not a division at all belongs to nobody. */
  readonly division: string;
  /** As `1980-02-29`. */
  readonly birth: string;
  /** 0–999; odd for men, even for women. */
  readonly serial: number;
}

/** A valid identity card number out of its parts, for demonstration data and tests. */
export function makeIdentityCard({ division, birth, serial }: IdentityCardParts): string {
  const body = division + birth.replaceAll('-', '') + String(serial).padStart(3, '0');
  if (!/^\d{17}$/.test(body) || !isDay(birth)) throw new RangeError(`not the parts of an identity card number: ${division} ${birth}`);
  return body + checkSign(body);
}
