import type { Label } from '../fields';
import { toHalfWidth } from './width';

/** Whether `2026-02-28` is a day of the calendar. */
export function isDay(day: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return false;
  const [year, month, date] = match.slice(1).map(Number) as [number, number, number];
  return month >= 1 && month <= 12 && date >= 1 && date <= new Date(Date.UTC(year, month, 0)).getUTCDate() && year >= 1;
}

export type LedgerDate = { readonly date: string; readonly fault?: never } | { readonly date?: never; readonly fault: Label };

const NO_SUCH_DAY: Label = { zh: '没有这一天', en: 'There is no such day' };
const NOT_A_DATE: Label = { zh: '不是日期，请写成 2026-02-28', en: 'Not a date; write it as 2026-02-28' };
const TOO_ROUGH: Label = { zh: '日期不到日，请写成 2026-02-28', en: 'The date lacks its day; write it as 2026-02-28' };

const EARLIEST = '1800-01-01';
const LATEST = '2200-12-31';

function day(year: string, month: string, date: string): LedgerDate {
  const text = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(text) && text >= EARLIEST && text <= LATEST ? { date: text } : { fault: NO_SUCH_DAY };
}

// Serial 60 is 29 February 1900, which Excel believes in; later ones count from 30 December 1899.
function fromSerial(serial: number): LedgerDate {
  const whole = Math.floor(serial);
  if (whole === 60 || whole < 1) return { fault: NO_SUCH_DAY };
  const epoch = whole < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30);
  const text = new Date(epoch + whole * 86_400_000).toISOString().slice(0, 10);
  return { date: text };
}

/**
 * A date as ledgers carry it: `2026-02-28`, `2026/2/28`, `2026.2.28`, `20260228`, `2026年2月28日`, with or without a time of
 * day, or the serial number of a spreadsheet (five digits; 1927 to 2173). A day that does not exist is refused, never moved.
 */
export function readLedgerDate(cell: string): LedgerDate {
  const text = toHalfWidth(cell).trim();
  const plain = text.replace(/[T ]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/, '').trim();
  const parts =
    /^(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})$/.exec(plain) ??
    /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (parts) return day(parts[1]!, parts[2]!, parts[3]!);
  if (/^\d{5}(\.\d+)?$/.test(plain)) return fromSerial(Number(plain));
  if (/^\d{4}([-/.年]\d{1,2}月?|年)?$/.test(plain)) return { fault: TOO_ROUGH };
  return { fault: NOT_A_DATE };
}
