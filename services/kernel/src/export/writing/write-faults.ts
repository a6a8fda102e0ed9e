import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SheetRow } from './sheet-xml';
import type { Language } from './write-template';
import { xlsxStream } from './write-xlsx';

export interface FaultyRow {
  /** Line in the file that was sent, the heading being 1 as a rule. */
  readonly number: number;
  readonly cells: readonly string[];
  /** `column` counts from 0 and is absent when the row as a whole is at fault. */
  readonly faults: readonly { readonly column?: number | null; readonly message: string }[];
}

const WORDS = { zh: { sheet: '有错的行', why: '错误原因', line: '原行号' }, en: { sheet: 'Faulty rows', why: 'What is wrong', line: 'Line in the file' } } as const;

async function* rowsOf(headings: readonly string[], rows: AsyncIterable<FaultyRow> | Iterable<FaultyRow>): AsyncGenerator<SheetRow> {
  for await (const { number, cells, faults } of rows) {
    const said = faults.map(({ column, message }) => (column === null || column === undefined ? message : `${headings[column] ?? ''}：${message}`));
    const marked = new Set(faults.flatMap(({ column }) => (column === null || column === undefined ? [] : [column])));
    yield { cells: [...headings.map((_, i) => cells[i] ?? ''), said.join('；'), number], marked };
  }
}

/** The rows that were not taken as they came, faulty cells marked, with the reason and the line behind them: correct and send again. */
export function writeFaults(headings: readonly string[], rows: AsyncIterable<FaultyRow> | Iterable<FaultyRow>, out: Writable, language: Language = 'zh'): Promise<void> {
  const words = WORDS[language];
  const columns = [...headings.map((label) => ({ label })), { label: words.why, width: 60 }, { label: words.line }];
  return pipeline(xlsxStream([{ name: words.sheet, columns, rows: rowsOf(headings, rows) }]), out);
}
