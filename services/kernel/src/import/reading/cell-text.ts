import type { Label } from '@moduan/schema';

/** A cell that can't be read as text; the rest of its row can. */
export interface Fault {
  readonly fault: Label;
  /** What the cell shows, as far as known. */
  readonly raw: string;
}
export type Cell = string | Fault;
export const isFault = (cell: Cell | undefined): cell is Fault => typeof cell === 'object';

export const FORMULA: Label = { zh: '公式不收，请粘贴为数值', en: 'Formulas are not taken; paste the value' };
const NUL: Label = { zh: '单元格里有空字符（NUL）', en: 'The cell holds a NUL character' };
const HALF_SIGN: Label = { zh: '单元格里有残缺的字符', en: 'The cell holds a broken character' };
const TOO_LONG: Label = { zh: '单元格文字过长', en: 'The text of the cell is too long' };

const fault = (label: Label, raw: string): Fault => ({ fault: label, raw: raw.slice(0, 100) });

// Byte order mark, zero-width and bidirectional marks, soft hyphen: never meant, and they make two equal names differ.
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const CONTROLS = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const HAS_ODD_SIGN = /[^\u0020-\u007e\u3001-\u9fff\uff01-\uff5e]/;

/**
 * The text of a cell without what nobody sees: normalised (NFC), without invisible marks, trimmed of full-width blanks too.
 * Line breaks inside stay. Full-width digits stay: only the parser of a field knows whether they matter.
 */
export function tidyCell(raw: string, longest: number): Cell {
  if (!HAS_ODD_SIGN.test(raw)) return raw.length > longest ? fault(TOO_LONG, raw) : raw.trim();
  if (raw.includes('\0')) return fault(NUL, raw.replaceAll('\0', '�'));
  if (!raw.isWellFormed()) return fault(HALF_SIGN, raw.toWellFormed());
  const text = raw.normalize('NFC').replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(INVISIBLE, '').replace(CONTROLS, '').replace(/\u00a0/g, ' ').trim();
  return text.length > longest ? fault(TOO_LONG, text) : text;
}
