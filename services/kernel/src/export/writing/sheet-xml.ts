/** What a cell of an export may hold; dates come as ISO text. */
export type CellValue = string | number | boolean | null | undefined;

export interface SheetColumn {
  /** What stands in the heading row. */
  readonly label: string;
  /** In characters; by the heading unless told. */
  readonly width?: number;
  /** Set apart in the heading row. */
  readonly required?: boolean;
}
export interface SheetRow {
  readonly cells: readonly CellValue[];
  /** Columns to be marked as faulty. */
  readonly marked?: ReadonlySet<number>;
}
export interface SheetToWrite {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: AsyncIterable<SheetRow> | Iterable<SheetRow>;
  readonly hidden?: boolean;
  /** Choices offered in the cells of a column: a range as `选项!$A$1:$A$3`. */
  readonly choices?: ReadonlyMap<number, string>;
}

/** Indices into `cellXfs` of the style sheet. */
export const STYLE = { plain: 0, heading: 1, required: 2, text: 3, marked: 4 } as const;
const LONGEST_CELL = 32_767;
const MOST_ROWS = 1_048_576;

export const xmlText = (text: string) =>
  text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\r', '_x000D_');

/** 0 → A, 26 → AA. */
export const columnLetter = (index: number): string =>
  (index >= 26 ? columnLetter(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

const textCell = (text: string, place: string, style: number) =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL - 1)}…` : text)}</t></is></c>`;

/** Text is always typed as text, so that nothing in it is ever calculated. */
function cell(value: CellValue, place: string, marked: boolean): string {
  const style = marked ? STYLE.marked : STYLE.text;
  if (value === null || value === undefined || value === '') return marked ? `<c r="${place}" s="${style}"/>` : '';
  if (typeof value === 'number') return Number.isFinite(value) ? `<c r="${place}" s="${marked ? STYLE.marked : STYLE.plain}"><v>${value}</v></c>` : '';
  return textCell(typeof value === 'boolean' ? (value ? '是' : '否') : value, place, style);
}

const widthOf = ({ label, width }: SheetColumn) => width ?? Math.min(40, Math.max(10, [...label].reduce((sum, sign) => sum + (sign > '\u2e80' ? 2 : 1), 4)));

function* before(sheet: SheetToWrite): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
  yield '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const cols = sheet.columns.map((column, i) => `<col min="${i + 1}" max="${i + 1}" width="${widthOf(column)}" style="${STYLE.text}" customWidth="1"/>`);
  if (cols.length) yield `<cols>${cols.join('')}</cols>`;
  const headings = sheet.columns.map(({ label, required }, i) => textCell(label, `${columnLetter(i)}1`, required ? STYLE.required : STYLE.heading));
  yield `<sheetData><row r="1">${headings.join('')}</row>`;
}

function after(sheet: SheetToWrite): string {
  const rules = [...(sheet.choices ?? [])].map(
    ([column, range]) =>
      `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${columnLetter(column)}2:${columnLetter(column)}${MOST_ROWS}"><formula1>${xmlText(range)}</formula1></dataValidation>`,
  );
  return `</sheetData>${rules.length ? `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>` : ''}</worksheet>`;
}

/** The XML of a sheet, row by row. */
export async function* sheetXml(sheet: SheetToWrite): AsyncGenerator<string> {
  yield* before(sheet);
  const letters = sheet.columns.map((_, i) => columnLetter(i));
  let number = 1;
  for await (const { cells, marked } of sheet.rows) {
    number += 1;
    if (number > MOST_ROWS) throw new RangeError(`a sheet of more than ${MOST_ROWS} rows`);
    let row = `<row r="${number}">`;
    for (let i = 0; i < cells.length; i += 1) row += cell(cells[i], (letters[i] ?? columnLetter(i)) + number, marked?.has(i) ?? false);
    yield `${row}</row>`;
  }
  yield after(sheet);
}
