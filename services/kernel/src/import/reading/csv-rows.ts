import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { type Cell, FORMULA, tidyCell } from './cell-text';
import type { Encoding } from './csv-encoding';
import { count, type ReadingLimits, refuse } from './import-refused';
import type { SpooledFile } from './spool-file';
import type { TableRow } from './table';

/** The file as text, part by part. */
export async function* decoded(file: SpooledFile, encoding: Encoding, progress: { bytes: number }): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(file.path, { highWaterMark: 2 ** 16 })) {
    progress.bytes += (chunk as Buffer).length;
    const text = decoder.decode(chunk as Buffer, { stream: true });
    if (text.includes('\0')) refuse('文件里有空字节（NUL），不是文本表格', 'The file holds NUL bytes; it is not a text table');
    yield text;
  }
  yield decoder.decode();
}

/** Comma, tab or semicolon: whichever stands most often in the first line, quoted text left out. */
export function delimiterOf(start: string): string {
  const line = start.replace(/"[^"]*"/g, '').split(/\r?\n|\r/).find((text) => text.trim()) ?? '';
  const times = (sign: string) => line.split(sign).length - 1;
  return [',', '\t', ';'].reduce((best, sign) => (times(sign) > times(best) ? sign : best));
}

function broken(error: CsvError, limits: ReadingLimits): never {
  const line = Number(error.lines ?? 0);
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return refuse(`第 ${line} 行超过 ${count(limits.lineLength)} 个字符，可能引号不成对`, `Line ${line} is longer than ${count(limits.lineLength)} characters; perhaps a quote is not closed`);
  if (/QUOTE/.test(error.code)) return refuse(`第 ${line} 行附近的引号不成对`, `A quote near line ${line} has no partner`);
  return refuse(`第 ${line} 行不合 CSV 格式`, `Line ${line} is not CSV`);
}

// A quote sign before these is how our own export makes a formula harmless.
const HARMLESS = /^'(?='*[=+\-@\t\r＝＋－＠])/;

function csvCell(raw: string, limits: ReadingLimits): Cell {
  if (raw.startsWith('=')) return { fault: FORMULA, raw: raw.slice(0, 100) };
  return tidyCell(HARMLESS.test(raw) ? raw.slice(1) : raw, limits.cellLength);
}

async function firstText(file: SpooledFile, encoding: Encoding): Promise<string> {
  return new TextDecoder(encoding).decode(file.head, { stream: true });
}

/** The rows of a CSV that hold anything; `number` counts records as a spreadsheet would show them, from 1. */
export async function* csvRows(file: SpooledFile, encoding: Encoding, limits: ReadingLimits, progress: { bytes: number }): AsyncGenerator<TableRow> {
  const parser = parse({
    bom: true, delimiter: delimiterOf(await firstText(file, encoding)), relax_column_count: true, max_record_size: limits.lineLength, skip_empty_lines: false,
  });
  const source = Readable.from(decoded(file, encoding, progress));
  source.on('error', (error) => parser.destroy(error));
  let number = 0;
  try {
    for await (const record of source.pipe(parser) as AsyncIterable<string[]>) {
      number += 1;
      const last = record.findLastIndex((cell) => cell.trim() !== '');
      if (last < 0) continue;
      if (last >= limits.columns) tooManyColumns(number, last + 1, limits);
      yield { number, cells: record.slice(0, last + 1).map((cell) => csvCell(cell, limits)) };
    }
  } catch (error) {
    if (error instanceof CsvError) broken(error, limits);
    throw error;
  } finally {
    source.destroy();
    parser.destroy();
  }
}

export const tooManyColumns = (row: number, columns: number, limits: ReadingLimits): never =>
  refuse(`第 ${row} 行有 ${count(columns)} 列，最多 ${limits.columns} 列`, `Row ${row} has ${count(columns)} columns; ${limits.columns} at most`);
