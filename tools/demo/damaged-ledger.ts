import { Readable } from 'node:stream';
import { xlsxStream } from '@moduan/kernel/export/writing/write-xlsx';
import { encodeText } from '@moduan/kernel/import/reading/testing/crafted-text';
import { craftWorkbook, textRow } from '@moduan/kernel/import/reading/testing/crafted-workbook';
import { LEDGER_COLUMNS, type LedgerLine, ledgerTable, tableCsv } from './ledger';

export const DAMAGES = [
  'check digit', 'missing name', 'stray column', 'unknown column', 'gb18030', 'other encoding', 'formula', 'columns', 'empty rows', 'bomb', 'long line', 'open quote', 'picture',
] as const;
export type Damage = (typeof DAMAGES)[number];
export interface DamagedFile {
  readonly name: string;
  readonly content: Readable;
  /** Whether the file as a whole is refused, some rows of it, or nothing. */
  readonly refused: 'file' | 'rows' | 'nothing';
}

type Table = string[][];
const file = (name: string, refused: DamagedFile['refused'], content: string | Buffer | Readable): DamagedFile => ({
  name, refused, content: content instanceof Readable ? content : Readable.from([Buffer.from(content)]),
});
const csv = (refused: DamagedFile['refused'], table: Table) => file('ledger.csv', refused, `\ufeff${tableCsv(table)}`);

function changed(table: Table, row: number, column: (typeof LEDGER_COLUMNS)[number], change: (cell: string) => string): Table {
  const at = LEDGER_COLUMNS.indexOf(column);
  return table.map((cells, i) => (i === row ? cells.map((cell, j) => (j === at ? change(cell) : cell)) : cells));
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const workbook = (xml: string | Iterable<string>) => craftWorkbook({ sheets: [{ name: '台账', xml }] });
const sheetRows = (table: Table) => table.map((cells, i) => textRow(i + 1, cells.map(escaped))).join('');

function withFormula(table: Table): Readable {
  const formula = `<row r="${table.length + 1}"><c t="inlineStr"><is><t>某某公式厂</t></is></c><c><f>CONCATENATE("91","430681")</f><v>91430681</v></c></row>`;
  return workbook(`<sheetData>${sheetRows(table)}${formula}</sheetData>`);
}

function* withEmptyRows(table: Table): Generator<string> {
  yield `<dimension ref="A1:XFD1048576"/><sheetData>${sheetRows(table)}`;
  for (let number = table.length + 1; number <= 1_048_576; number += 1) yield `<row r="${number}"/>`;
  yield '</sheetData>';
}

function* bomb(): Generator<string> {
  yield '<sheetData>';
  for (let i = 0; i < 256; i += 1) yield ' '.repeat(2 ** 20);
  yield '</sheetData>';
}

const lastSign = (code: string) => code.slice(0, -1) + (code.endsWith('0') ? '1' : '0');

const makers: Readonly<Record<Damage, (table: Table) => DamagedFile>> = {
  'check digit': (table) => csv('rows', changed(table, 2, '统一社会信用代码', lastSign)),
  'missing name': (table) => csv('rows', changed(table, 2, '企业名称', () => '')),
  'stray column': (table) => csv('rows', table.map((cells, i) => (i === 2 ? [...cells, '多出的一格'] : cells))),
  'unknown column': (table) => csv('nothing', table.map((cells, i) => [...cells.slice(0, 3), i === 0 ? '审批批次' : String(i), ...cells.slice(3)])),
  gb18030: (table) => file('ledger.csv', 'nothing', encodeText(tableCsv(table), 'gb18030')),
  'other encoding': (table) => file('ledger.csv', 'file', Buffer.from(tableCsv(table), 'utf16le')),
  formula: (table) => file('ledger.xlsx', 'rows', withFormula(table)),
  columns: (table) => csv('file', table.map((cells) => [...cells, ...Array.from({ length: 16_384 - cells.length }, (_, i) => String(i))])),
  'empty rows': (table) => file('ledger.xlsx', 'nothing', workbook(withEmptyRows(table))),
  bomb: () => file('ledger.xlsx', 'file', workbook(bomb())),
  'long line': (table) => csv('file', changed(table, 2, '经营范围', () => '长'.repeat(3_500_000))),
  'open quote': (table) => file('ledger.csv', 'file', `${tableCsv(table.slice(0, 3))}"${tableCsv(table.slice(3, 5))}`),
  picture: () => file('ledger.xlsx', 'file', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')),
};

/** A copy of the ledger that is damaged in one way. */
export const damaged = (damage: Damage, lines: readonly LedgerLine[]): DamagedFile => makers[damage](ledgerTable(lines));

/** The ledger as a workbook, undamaged. */
export function ledgerXlsx(lines: readonly LedgerLine[]): Readable {
  const [headings, ...rows] = ledgerTable(lines);
  return xlsxStream([{ name: '台账', columns: headings!.map((label) => ({ label })), rows: rows.map((cells) => ({ cells })) }]);
}
