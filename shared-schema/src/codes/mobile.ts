import type { Label } from '../fields';

/** A mobile number as typed, without +86, blanks and hyphens. */
export const tidyMobile = (code: string): string => code.replace(/^(\+|00)?86(?=1\d{10}$)/, '');

/** Says what is wrong with a mobile number of the mainland; nothing when it is valid. Expects what `tidyCode` returns. */
export function mobileFault(number: string): Label | undefined {
  const plain = tidyMobile(number);
  if (!/^\d+$/.test(plain)) return { zh: '手机号只能是数字', en: 'A mobile number has digits only' };
  if (plain.length !== 11) return { zh: `手机号应为 11 位，现为 ${plain.length} 位`, en: `A mobile number has 11 digits, this has ${plain.length}` };
  return /^1[3-9]/.test(plain) ? undefined : { zh: '手机号应以 13–19 开头', en: 'A mobile number begins with 13–19' };
}

export const isMobile = (number: string): boolean => mobileFault(number) === undefined;
