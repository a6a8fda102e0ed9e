import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { columnLetter, type SheetColumn, type SheetRow, type SheetToWrite } from './sheet-xml';
import { xlsxStream } from './write-xlsx';
import { csvStream } from './write-csv';

export type Language = 'zh' | 'en';
export interface TemplateColumn extends SheetColumn {
  /** What to write, in words. */
  readonly hint?: string;
  readonly example?: string;
  /** Values that are accepted; offered in the cell. */
  readonly allowed?: readonly string[];
}

const WORDS = {
  zh: { data: '数据', about: '填写说明', options: '选项', name: '列名', required: '必填', hint: '说明', example: '示例', allowed: '可填的值', yes: '是', no: '否' },
  en: { data: 'Data', about: 'How to fill in', options: 'Options', name: 'Column', required: 'Required', hint: 'Meaning', example: 'Example', allowed: 'Accepted values', yes: 'yes', no: 'no' },
} as const;

function optionsSheet(columns: readonly TemplateColumn[], words: (typeof WORDS)[Language]): SheetToWrite | undefined {
  const listed = columns.filter(({ allowed }) => allowed?.length);
  if (!listed.length) return undefined;
  const longest = Math.max(...listed.map(({ allowed }) => allowed!.length));
  const rows: SheetRow[] = Array.from({ length: longest }, (_, i) => ({ cells: listed.map(({ allowed }) => allowed![i]) }));
  return { name: words.options, hidden: true, columns: listed.map(({ label }) => ({ label })), rows };
}

function choicesOf(columns: readonly TemplateColumn[], words: (typeof WORDS)[Language]): Map<number, string> {
  const listed = columns.filter(({ allowed }) => allowed?.length);
  return new Map(
    listed.map((column, i) => [columns.indexOf(column), `'${words.options}'!$${columnLetter(i)}$2:$${columnLetter(i)}$${column.allowed!.length + 1}`]),
  );
}

function aboutSheet(columns: readonly TemplateColumn[], words: (typeof WORDS)[Language]): SheetToWrite {
  const rows = columns.map(({ label, required, hint, example, allowed }) => ({
    cells: [label, required ? words.yes : words.no, hint, example, allowed?.join(words === WORDS.zh ? '、' : ', ')],
  }));
  const widths = [24, 8, 60, 28, 60];
  const labels = [words.name, words.required, words.hint, words.example, words.allowed];
  return { name: words.about, columns: labels.map((label, i) => ({ label, width: widths[i] })), rows };
}

/** A workbook to fill in: an empty sheet with the headings (required ones in red, choices offered) and a sheet that explains them. */
export function writeTemplate(columns: readonly TemplateColumn[], out: Writable, language: Language = 'zh'): Promise<void> {
  const words = WORDS[language];
  const options = optionsSheet(columns, words);
  const data: SheetToWrite = { name: words.data, columns, rows: [], choices: choicesOf(columns, words) };
  return pipeline(xlsxStream([data, aboutSheet(columns, words), ...(options ? [options] : [])]), out);
}

/** The same as CSV: the headings alone. */
export const writeCsvTemplate = (columns: readonly TemplateColumn[], out: Writable): Promise<void> => pipeline(csvStream(columns, []), out);
