import type { Label } from '../fields';

// GB 32100-2015, table 2: the letters I O Z S V do not occur.
const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
// 3^i mod 31 for the first 17 places.
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
// GB 11714: places 9–16 are the body of the organisation code, place 17 its own check digit.
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

const checkSign = (body: string) => {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * SIGNS.indexOf(body[i]!), 0);
  return SIGNS[(31 - (sum % 31)) % 31]!;
};

const organisationSign = (body: string) => {
  const value = (c: string) => (c <= '9' ? Number(c) : c.charCodeAt(0) - 55);
  const rest = 11 - (ORGANISATION_WEIGHTS.reduce((total, weight, i) => total + weight * value(body[i]!), 0) % 11);
  return rest === 10 ? 'X' : rest === 11 ? '0' : String(rest);
};

/** Says what is wrong with a unified social credit code; nothing when it is valid. Expects what `tidyCode` returns. */
export function creditCodeFault(code: string): Label | undefined {
  if (code.length !== 18)
    return { zh: `统一社会信用代码应为 18 位，现为 ${code.length} 位`, en: `A credit code has 18 characters, this has ${code.length}` };
  const stray = [...code].find((c) => !SIGNS.includes(c));
  if (stray)
    return { zh: `统一社会信用代码不用“${stray}”（字母 I、O、Z、S、V 不用）`, en: `“${stray}” does not occur in a credit code (nor do I, O, Z, S, V)` };
  if (!/^\d{6}$/.test(code.slice(2, 8)))
    return { zh: '统一社会信用代码第 3–8 位应为登记机关的区划数字', en: 'Places 3–8 of a credit code are the digits of a division' };
  return code[17] === checkSign(code)
    ? undefined
    : { zh: '统一社会信用代码校验位不符，请核对有无错字', en: 'The check digit of the credit code does not fit; look for a typing error' };
}

export const isCreditCode = (code: string): boolean => creditCodeFault(code) === undefined;

export interface CreditCodeParts {
  /** Registering department and kind, as `91` an enterprise, `92` a self-employed business, `93` a farmers' cooperative. */
  readonly kind?: string;
  /** Division of the registering department, 6 digits. */
  readonly division: string;
  /** Up to 8 signs that tell one organisation from another. */
  readonly body: string;
}

/** A valid credit code out of its parts, for demonstration data and tests. */
export function makeCreditCode({ kind = '91', division, body }: CreditCodeParts): string {
  const organisation = body.padStart(8, '0');
  const first17 = kind + division + organisation + organisationSign(organisation);
  if (first17.length !== 17 || [...first17].some((c) => !SIGNS.includes(c))) throw new RangeError(`not the parts of a credit code: ${first17}`);
  return first17 + checkSign(first17);
}
