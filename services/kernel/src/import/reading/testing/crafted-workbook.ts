import { Readable } from 'node:stream';
import { type ZipPart, zipStream } from '../../../export/writing/zip-stream';

/** A workbook written by hand, as no program would: for tests and for damaged copies of demonstration ledgers. */
export interface CraftedWorkbook {
  /** Inner XML of `<worksheet>`, one per sheet. */
  readonly sheets: readonly { readonly name: string; readonly xml: string | Iterable<string>; readonly state?: string }[];
  /** Inner XML of `<sst>`. */
  readonly strings?: string;
  /** Inner XML of `<styleSheet>`. */
  readonly styles?: string;
  readonly date1904?: boolean;
  readonly extra?: readonly ZipPart[];
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

function* surrounded(before: string, inner: string | Iterable<string>, after: string): Generator<string> {
  yield before;
  if (typeof inner === 'string') yield inner;
  else yield* inner;
  yield after;
}

function* parts({ sheets, strings, styles, date1904, extra = [] }: CraftedWorkbook): Generator<ZipPart> {
  const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  yield { name: '_rels/.rels', content: [`<Relationships ${RELATIONS}>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`] };
  const listed = sheets.map(({ name, state }, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="s${i}"${state ? ` state="${state}"` : ''}/>`).join('');
  yield { name: 'xl/workbook.xml', content: [`<workbook ${MAIN} xmlns:r="${OFFICE}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${listed}</sheets></workbook>`] };
  const related = sheets.map((_, i) => relation(`s${i}`, 'worksheet', `/xl/worksheets/sheet${i}.xml`)).join('');
  const others = (strings ? relation('x1', 'sharedStrings', 'sharedStrings.xml') : '') + (styles ? relation('x2', 'styles', 'styles.xml') : '');
  yield { name: 'xl/_rels/workbook.xml.rels', content: [`<Relationships ${RELATIONS}>${related}${others}</Relationships>`] };
  if (strings) yield { name: 'xl/sharedStrings.xml', content: [`<sst ${MAIN}>${strings}</sst>`] };
  if (styles) yield { name: 'xl/styles.xml', content: [`<styleSheet ${MAIN}>${styles}</styleSheet>`] };
  for (const [i, { xml }] of sheets.entries())
    yield { name: `xl/worksheets/sheet${i}.xml`, content: surrounded(`<worksheet ${MAIN}>`, xml, '</worksheet>') };
  yield* extra;
}

export const craftWorkbook = (workbook: CraftedWorkbook): Readable => Readable.from(zipStream(parts(workbook)), { objectMode: false });

/** `<row>` of plain text cells. */
export const textRow = (number: number, cells: readonly string[]): string =>
  `<row r="${number}">${cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
