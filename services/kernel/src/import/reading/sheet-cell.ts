import type { Label } from '@moduan/schema';
import { type Cell, FORMULA, tidyCell } from './cell-text';
import type { CellStyle, Workbook } from './workbook';

/** A cell as it stands in the sheet. */
export interface RawCell {
  readonly type: string;
  readonly style: CellStyle | undefined;
  readonly text: string;
  readonly formula: boolean;
}

const ERROR: Label = { zh: '单元格是错误值', en: 'The cell holds an error value' };
const NO_DATE: Label = { zh: '日期无效', en: 'The date is not valid' };
const ROUNDED: Label = {
  zh: '长数字已被表格软件四舍五入，请把该列设为文本后重新填写', en: 'The spreadsheet has rounded this long number; set the column to text and enter it again',
};

const two = (number: number) => String(number).padStart(2, '0');

/** A serial number as an ISO date, or as a time of day below one; days before March 1900 exist only in Excel. */
function dateText(serial: number, shows: 'date' | 'time', from1904: boolean): Cell {
  const days = from1904 ? serial + 1462 : serial;
  const fault = { fault: NO_DATE, raw: String(serial) };
  if (!Number.isFinite(days) || days < 0 || days >= 2_958_466) return fault;
  const seconds = Math.round((days % 1) * 86_400);
  const clock = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}${seconds % 60 ? `:${two(seconds % 60)}` : ''}`;
  if (days < 1) return shows === 'time' ? clock : fault;
  if (days < 61) return fault;
  const date = new Date(Date.UTC(1899, 11, 30) + Math.floor(days + 1e-9) * 86_400_000).toISOString().slice(0, 10);
  return seconds > 0 && seconds < 86_400 ? `${date} ${clock}` : date;
}

/**
 * A number as it was typed. Digits written out are kept to the last one; a spreadsheet stores 15 of them, so a longer whole
 * number that comes with an exponent has lost its end and is refused.
 */
function numberText(text: string, zeros = 0): Cell {
  if (/^-?\d+$/.test(text)) return text.padStart(zeros, '0');
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) return { fault: ERROR, raw: text };
  if (Number.isInteger(value) && Math.abs(value) >= 1e15) return { fault: ROUNDED, raw: BigInt(value).toString() };
  return String(Number(value.toPrecision(15))).padStart(zeros, '0');
}

/** The text of a cell: formulas and errors are faults, dates become ISO, numbers stay as typed. */
export function cellText(cell: RawCell, workbook: Workbook, longest: number): Cell {
  if (cell.formula) return { fault: FORMULA, raw: cell.text.slice(0, 100) };
  if (cell.text === '') return '';
  switch (cell.type) {
    case 'e':
      return { fault: ERROR, raw: cell.text };
    case 'b':
      return cell.text === '1' ? '是' : '否';
    case 'd':
      return cell.text.replace('T', ' ').replace(/ 00:00(:00(\.0+)?)?Z?$/, '');
    case 'n':
      return cell.style && cell.style.shows !== 'number'
        ? dateText(Number(cell.text), cell.style.shows, workbook.from1904)
        : numberText(cell.text.trim(), cell.style?.zeros);
    default:
      return tidyCell(cell.text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))), longest);
  }
}
