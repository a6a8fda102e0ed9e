const FULL = /[\uff01-\uff5e\u3000]/;

/** Full-width digits, letters and punctuation become the plain ones: `４３０６８１Ａ` → `430681A`, ideographic space → space. */
export const toHalfWidth = (text: string): string =>
  !FULL.test(text) ? text : text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ');

/** A code as a person typed it, without blanks, hyphens and full-width signs, in capitals. */
export const tidyCode = (text: string): string =>
  toHalfWidth(text).replace(/[\s\u00a0\u200b-\u200f\u202a-\u202e\u2060\ufeff\u2010-\u2015-]/g, '').toUpperCase();
