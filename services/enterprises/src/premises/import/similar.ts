import { toHalfWidth } from '@moduan/schema/codes/width';

const NOISE = /[\s,，。.、;；:：()（）【】[\]·\-—#号]/g;
const NUMERALS = '零一二三四五六七八九';
/** 三组 and 3组 are one group; places whose names hold a numeral are compared in the same way on both sides. */
const fold = (address: unknown) =>
  toHalfWidth(String(address)).normalize('NFC').replace(NOISE, '').replace(/[零一二三四五六七八九]/g, (numeral) => String(NUMERALS.indexOf(numeral)));
const pairs = (text: string) => new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)));

/** From this share of common pairs of signs on, two addresses are taken to mean one place until a person decides. */
export const SIMILAR_FROM = 0.6;

/** Whether two addresses may mean one place; one that is not recorded contradicts nothing. */
export function similarAddress(a: unknown, b: unknown): boolean {
  if (!a || !b) return true;
  const [one, other] = [fold(a), fold(b)];
  if (one.includes(other) || other.includes(one)) return true;
  const [ofOne, ofOther] = [pairs(one), pairs(other)];
  const common = [...ofOne].filter((pair) => ofOther.has(pair)).length;
  return (2 * common) / Math.max(1, ofOne.size + ofOther.size) >= SIMILAR_FROM;
}
