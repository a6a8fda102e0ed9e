import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type CellValue, type SheetColumn, type SheetRow, sheetXml, type SheetToWrite, xmlText } from './sheet-xml';
import { type ZipPart, zipStream } from './zip-stream';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

// Order of cellXfs: see STYLE in sheet-xml.ts. Format 49 is text: what is typed into such a cell stays as typed.
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="3"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><color rgb="FFC00000"/><name val="等线"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEAF0F8"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFD9D6"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf xfId="0"/><xf numFmtId="49" fontId="1" fillId="2" applyFont="1" applyFill="1" xfId="0"/><xf numFmtId="49" fontId="2" fillId="2" applyFont="1" applyFill="1" xfId="0"/><xf numFmtId="49" applyNumberFormat="1" xfId="0"/><xf numFmtId="49" fillId="3" applyFill="1" applyNumberFormat="1" xfId="0"/></cellXfs></styleSheet>`;

function* frame(sheets: readonly SheetToWrite[]): Generator<ZipPart> {
  const list = sheets.map((sheet, i) => ({ ...sheet, number: i + 1 }));
  const each = (make: (sheet: (typeof list)[number]) => string) => list.map(make).join('');
  const one = (name: string, text: string): ZipPart => ({ name, content: [HEAD + text] });
  yield one('[Content_Types].xml', `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${each(({ number }) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}</Types>`);
  yield one('_rels/.rels', `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`);
  yield one('xl/workbook.xml', `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each(({ name, number, hidden }) => `<sheet name="${xmlText(sheetName(name))}" sheetId="${number}"${hidden ? ' state="hidden"' : ''} r:id="rId${number}"/>`)}</sheets></workbook>`);
  yield one('xl/_rels/workbook.xml.rels', `<Relationships xmlns="${PACKAGE}/relationships">${each(({ number }) => `<Relationship Id="rId${number}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rIdStyles" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`);
  yield { name: 'xl/styles.xml', content: [STYLES] };
}

/** Sheets are named in 31 signs at most and without those that have a meaning in references. */
export const sheetName = (name: string) => name.replace(/[[\]:*?/\\']/g, ' ').trim().slice(0, 31) || 'Sheet';

/** A workbook as a stream of bytes, made while it is read. */
export const xlsxStream = (sheets: readonly SheetToWrite[]): Readable =>
  Readable.from(
    zipStream([...frame(sheets), ...sheets.map((sheet, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, content: sheetXml(sheet) }))]),
    { objectMode: false },
  );

export async function* asRows(rows: AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>): AsyncGenerator<SheetRow> {
  for await (const cells of rows) yield { cells };
}

/** Writes rows into a workbook with a bold, frozen heading row; memory stays flat. `more` are sheets behind the first. */
export const writeXlsx = (
  columns: readonly SheetColumn[],
  rows: AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>,
  out: Writable,
  { name = 'Sheet1', more = [] as readonly SheetToWrite[] } = {},
): Promise<void> => pipeline(xlsxStream([{ name, columns, rows: asRows(rows) }, ...more]), out);
