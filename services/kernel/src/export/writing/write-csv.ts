import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CellValue, SheetColumn } from './sheet-xml';

// A spreadsheet would take these for the beginning of a formula; so does one in full width in some languages.
const DANGEROUS = /^'*[=+\-@\t\r＝＋－＠]/;

/** A value in a CSV: text that a spreadsheet would calculate gets a quote sign in front, which our import takes away again. */
export function csvCell(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  const text = DANGEROUS.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const line = (cells: readonly CellValue[]) => `${cells.map(csvCell).join(',')}\r\n`;

async function* lines(columns: readonly SheetColumn[], rows: AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>): AsyncGenerator<string> {
  let text = `\ufeff${line(columns.map(({ label }) => label))}`;
  for await (const cells of rows) {
    text += line(cells);
    if (text.length < 2 ** 15) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** A CSV as a stream of bytes: UTF-8 with a byte order mark, so that spreadsheets take it for what it is. */
export const csvStream = (columns: readonly SheetColumn[], rows: AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>): Readable =>
  Readable.from(lines(columns, rows), { objectMode: false });

export const writeCsv = (columns: readonly SheetColumn[], rows: AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>, out: Writable): Promise<void> =>
  pipeline(csvStream(columns, rows), out);
