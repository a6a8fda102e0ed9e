import type { Readable } from 'node:stream';
import type { Label } from '@moduan/schema';
import { isFault } from './cell-text';
import { csvEncoding } from './csv-encoding';
import { csvRows, decoded } from './csv-rows';
import { fileKind } from './file-kind';
import { geojsonRows } from './geojson-rows';
import { count, readingLimits, type ReadingLimits, refuse } from './import-refused';
import { type SpooledFile, spool } from './spool-file';
import { shelveStrings, StringShelf } from './string-shelf';
import type { TableFacts, TableRow } from './table';
import { readWorkbook } from './workbook';
import { type SheetSource, sheetRows } from './xlsx-rows';
import { openArchive } from './zip-archive';

export interface OpenTable {
  readonly facts: TableFacts;
  /** The cells of the heading row. */
  readonly headings: readonly string[];
  /** Its line in the sheet. */
  readonly headingNumber: number;
  /** Whether at least two headings were recognised; otherwise the first row that holds anything is taken for the headings. */
  readonly recognised: boolean;
  /** The rows below the headings. Can be read once. */
  readonly rows: AsyncGenerator<TableRow>;
  /** Bytes read of how many, while the rows are being read. */
  progress(): { readonly done: number; readonly total: number };
  /** Removes the temporary files; to be called in any case. */
  close(): Promise<void>;
}
export interface OpenOptions {
  /** Whether a heading names a column that the register knows. */
  readonly recognise: (heading: string) => boolean;
  readonly limits?: Partial<ReadingLimits>;
  /** Whether the register holds a geometry, which a GeoJSON file would fill. */
  readonly geometry?: boolean;
}

interface Source {
  readonly rows: AsyncGenerator<TableRow>;
  readonly facts: Pick<TableFacts, 'kind' | 'encoding' | 'sheet' | 'otherSheets'>;
  readonly total: number;
}
interface Start {
  readonly first: readonly TableRow[];
  readonly heading: number;
  readonly recognised: boolean;
}

const HEADINGS_WITHIN = 5;

const headingsOf = (row: TableRow) => row.cells.map((cell) => (isFault(cell) ? cell.raw : cell).replace(/\s+/g, ' ').trim());

/** Reads the first rows and finds the headings among them: a title line may stand above. */
async function findHeadings(rows: AsyncGenerator<TableRow>, recognise: OpenOptions['recognise']): Promise<Start | undefined> {
  const first: TableRow[] = [];
  while (first.length < HEADINGS_WITHIN) {
    const { done, value } = await rows.next();
    if (done) break;
    first.push(value);
    if (new Set(headingsOf(value).filter((heading) => heading && recognise(heading))).size >= 2) return { first, heading: first.length - 1, recognised: true };
  }
  if (first.length === 0) return undefined;
  const wide = first.findIndex(({ cells }) => cells.filter((cell) => cell !== '').length >= 2);
  return { first, heading: Math.max(0, wide), recognised: false };
}

async function* below(start: Start, rows: AsyncGenerator<TableRow>, csv: boolean, limits: ReadingLimits): AsyncGenerator<TableRow> {
  const headings = headingsOf(start.first[start.heading]!);
  let found = 0;
  const check = (row: TableRow): TableRow | undefined => {
    const filled = row.cells.map((cell, i) => [cell, i] as const).filter(([cell]) => cell !== '');
    if (filled.length >= 2 && filled.every(([cell, i]) => cell === headings[i])) return undefined;
    if ((found += 1) > limits.rows) refuse(`超过 ${count(limits.rows)} 行，请分成几个文件`, `More than ${count(limits.rows)} rows; split the file`);
    return csv && row.cells.length > headings.length ? { ...row, fault: strayColumn(row.cells.length - headings.length) } : row;
  };
  try {
    for (const row of start.first.slice(start.heading + 1)) {
      const checked = check(row);
      if (checked) yield checked;
    }
    for await (const row of rows) {
      const checked = check(row);
      if (checked) yield checked;
    }
  } finally {
    await rows.return(undefined);
  }
}

const strayColumn = (by: number): Label => ({
  zh: `这一行比表头多 ${by} 列，各列可能已错位（常因逗号未加引号）`, en: `This row has ${by} more columns than the headings; they may be shifted (often an unquoted comma)`,
});

type Closers = (() => void | Promise<void>)[];

async function openCsv(file: SpooledFile, limits: ReadingLimits, progress: { bytes: number }): Promise<Source[]> {
  const encoding = await csvEncoding(file);
  return [{ rows: csvRows(file, encoding, limits, progress), facts: { kind: 'csv', encoding, otherSheets: [] }, total: file.bytes }];
}

async function openGeojson(file: SpooledFile, limits: ReadingLimits, progress: { bytes: number }): Promise<Source[]> {
  const encoding = await csvEncoding(file);
  return [{ rows: geojsonRows(decoded(file, encoding, progress), limits), facts: { kind: 'geojson', encoding, otherSheets: [] }, total: file.bytes }];
}

async function openWorkbook(file: SpooledFile, limits: ReadingLimits, progress: { bytes: number }, closers: Closers): Promise<Source[]> {
  const archive = await openArchive(file.path, limits);
  closers.push(() => archive.close());
  const workbook = await readWorkbook(archive);
  const strings = new StringShelf(file.folder);
  closers.push(() => strings.close());
  if (workbook.sharedStrings) await shelveStrings(strings, archive.open(workbook.sharedStrings));
  const source: SheetSource = { archive, workbook, strings, limits, progress };
  const visible = workbook.sheets.filter(({ hidden }) => !hidden);
  return visible.map((sheet) => ({
    rows: sheetRows(sheet, source),
    facts: {
      kind: 'xlsx', sheet: sheet.name, otherSheets: workbook.sheets.filter((other) => other !== sheet).map(({ name, hidden }) => ({ name, hidden })),
    },
    total: archive.size(sheet.path),
  }));
}

/** The first sheet whose headings are recognised; failing that, the first one with content. */
async function chooseSource(sources: readonly Source[], recognise: OpenOptions['recognise'], progress: { bytes: number }) {
  let fallback: { source: Source; start: Start } | undefined;
  for (const source of sources) {
    progress.bytes = 0;
    const start = await findHeadings(source.rows, recognise);
    if (start?.recognised) {
      await fallback?.source.rows.return(undefined);
      return { source, start };
    }
    if (start && !fallback) fallback = { source, start };
    else await source.rows.return(undefined);
  }
  return fallback ?? refuse('表格是空的', 'The table is empty');
}

/**
 * Opens a table sent by somebody: keeps it on disk, tells CSV, XLSX and GeoJSON apart by content, finds the sheet and the heading row, and
 * hands out the rows one by one with flat memory. Throws `ImportRefused`, here or while rows are read, when the file as a whole
 * can't be taken.
 */
export async function openTable(stream: Readable, { recognise, limits: own, geometry = false }: OpenOptions): Promise<OpenTable> {
  const limits = { ...readingLimits, ...own };
  const closers: Closers = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const file = await spool(stream, limits);
    closers.push(() => file.remove());
    const progress = { bytes: 0 };
    const kind = fileKind(file.head);
    if (kind === 'geojson' && !geometry) refuse('这个台账没有边界，不收 GeoJSON；请导入 XLSX 或 CSV', 'This register holds no geometry and takes no GeoJSON; import an XLSX or CSV');
    const open = { csv: openCsv, xlsx: openWorkbook, geojson: openGeojson }[kind];
    const sources = await open(file, limits, progress, closers);
    const { source, start } = await chooseSource(sources, recognise, progress);
    const heading = start.first[start.heading]!;
    const rows = below(start, source.rows, kind === 'csv', limits);
    closers.push(async () => void (await rows.return(undefined)));
    return {
      facts: { ...source.facts, bytes: file.bytes, sha256: file.sha256 }, headings: headingsOf(heading), headingNumber: heading.number, recognised: start.recognised,
      rows, progress: () => ({ done: Math.min(progress.bytes, source.total), total: source.total }), close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The rows below the headings and nothing else, for callers that need no headings; closes by itself. */
export async function* readTable(stream: Readable, options: OpenOptions): AsyncGenerator<TableRow> {
  const table = await openTable(stream, options);
  try {
    yield* table.rows;
  } finally {
    await table.close();
  }
}
