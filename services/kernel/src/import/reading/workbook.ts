import { posix } from 'node:path';
import { refuse } from './import-refused';
import { scanXml } from './xml-parts';
import type { Archive } from './zip-archive';

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly path: string;
}
export interface Workbook {
  readonly sheets: readonly Sheet[];
  readonly from1904: boolean;
  readonly sharedStrings?: string;
  /** By the index of a cell's style. */
  readonly styles: readonly CellStyle[];
}
/** How a number is shown: as a date, a time of day, padded with zeros to a width, or plainly. */
export interface CellStyle {
  readonly shows: 'number' | 'date' | 'time';
  readonly zeros?: number;
}

function refuseOthers(names: readonly string[]): never {
  if (names.includes('xl/workbook.bin')) return refuse('这是二进制工作簿（xlsb），请另存为 xlsx', 'This is a binary workbook (xlsb); save it as xlsx');
  if (names.includes('content.xml')) return refuse('这是 OpenDocument（ods），请另存为 xlsx', 'This is an OpenDocument (ods); save it as xlsx');
  if (names.some((name) => name.startsWith('word/') || name.startsWith('ppt/'))) return refuse('这是文档或演示文稿，不是表格', 'This is a document or slides, not a table');
  return refuse('这是压缩包，不是 XLSX 表格', 'This is an archive, not an XLSX table');
}

async function relations(archive: Archive, part: string): Promise<{ id: string; type: string; path: string }[]> {
  const name = posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
  const found: { id: string; type: string; path: string }[] = [];
  if (!archive.names.includes(name.toLowerCase())) return found;
  await scanXml(archive.open(name), {
    open: (tag, { Id = '', Type = '', Target = '', TargetMode }) => {
      if (tag !== 'Relationship' || TargetMode === 'External') return;
      found.push({ id: Id, type: posix.basename(Type), path: Target.startsWith('/') ? Target.slice(1) : posix.join(posix.dirname(part), Target) });
    },
  });
  return found;
}

// Formats that come with the program and are not written into the file; 27–36 and 50–58 are Chinese dates.
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, ...range(27, 31), 34, 35, 36, ...range(50, 54), 57, 58]);
const BUILT_IN_TIMES = new Set([18, 19, 20, 21, 32, 33, 45, 46, 47, 55, 56]);
function range(from: number, to: number) {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** What a number format makes of a number; text in quotes, colours and locales do not count. */
export function styleOf(id: number, code: string | undefined): CellStyle {
  if (code === undefined) return { shows: BUILT_IN_DATES.has(id) ? 'date' : BUILT_IN_TIMES.has(id) ? 'time' : 'number' };
  if (/general|@/i.test(code)) return { shows: 'number' };
  const bare = code.split(';')[0]!.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  if (/^0{2,}$/.test(bare)) return { shows: 'number', zeros: bare.length };
  if (/[yd年日]|e(?![+-])/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare))) return { shows: 'date' };
  return { shows: /[hs]/i.test(bare) ? 'time' : 'number' };
}

async function readStyles(archive: Archive, path: string | undefined): Promise<CellStyle[]> {
  const formats = new Map<number, string>();
  const styles: CellStyle[] = [];
  let inCells = false;
  if (!path) return styles;
  await scanXml(archive.open(path), {
    open: (tag, attributes) => {
      if (tag === 'numFmt') formats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (tag === 'cellXfs') inCells = true;
      const id = Number(attributes['numFmtId'] ?? 0);
      if (tag === 'xf' && inCells) styles.push(styleOf(id, formats.get(id)));
    },
    close: (tag) => {
      if (tag === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** Reads what the workbook consists of; not yet any sheet. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const main = (await relations(archive, '')).find(({ type }) => type === 'officeDocument')?.path ?? 'xl/workbook.xml';
  if (!archive.names.includes(main.toLowerCase()) || main.endsWith('.bin') || !/^xl\//i.test(main)) return refuseOthers(archive.names);
  const parts = await relations(archive, main);
  const byType = (type: string) => parts.find((part) => part.type === type && archive.names.includes(part.path.toLowerCase()))?.path;
  const sheets: Sheet[] = [];
  let from1904 = false;
  await scanXml(archive.open(main), {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') from1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
      if (tag !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1];
      const part = parts.find((candidate) => candidate.id === id && candidate.type === 'worksheet');
      if (part) sheets.push({ name: attributes['name'] ?? '', hidden: (attributes['state'] ?? 'visible') !== 'visible', path: part.path });
    },
  });
  return { sheets, from1904, sharedStrings: byType('sharedStrings'), styles: await readStyles(archive, byType('styles')) };
}
