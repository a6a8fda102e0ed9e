import type { Cell } from './cell-text';

interface Merge {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

const MOST_MERGES = 50_000;

/** `AB12` → column 27 (from 0), row 12; nothing for a text that names no cell. */
export function cellPlace(reference: string): { column: number; row: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference);
  if (!match) return undefined;
  return { column: [...match[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1, row: Number(match[2]) };
}

/** Merged ranges stand behind the rows in the file, so the sheet is passed once for them alone: as bytes, without parsing. */
export async function readMerges(stream: AsyncIterable<Buffer>): Promise<Merge[]> {
  let tail = '';
  let found = false;
  for await (const chunk of stream) {
    const text: string = tail + chunk.toString('latin1');
    const at: number = found ? 0 : text.indexOf('mergeCells');
    found ||= at >= 0;
    tail = found ? text.slice(Math.max(at, 0)) : text.slice(-20);
    if (tail.length > MOST_MERGES * 60) break;
  }
  const merges: Merge[] = [];
  for (const [, reference] of tail.matchAll(/mergeCell\s+ref="([^"]+)"/g)) {
    const [first, last] = reference!.split(':').map(cellPlace);
    if (first && last && last.row > first.row) merges.push({ column: first.column, from: first.row, to: last.row });
    if (merges.length >= MOST_MERGES) break;
  }
  return merges;
}

/** A cell merged over several rows holds for each of them: 所属村 written once beside ten firms. */
export class MergedCells {
  private readonly starts = new Map<number, Merge[]>();
  private readonly open = new Map<number, { to: number; value: Cell | undefined }>();

  constructor(merges: readonly Merge[]) {
    for (const merge of merges) {
      const sameRow = this.starts.get(merge.from);
      if (sameRow) sameRow.push(merge);
      else this.starts.set(merge.from, [merge]);
    }
  }

  /** Fills the cells of one row; rows must come in order. A row with nothing of its own stays empty. */
  fill(row: number, cells: (Cell | undefined)[]) {
    for (const [column, { to, value }] of this.open) {
      if (row > to) this.open.delete(column);
      else if (value !== undefined) cells[column] = value;
    }
    for (const { column, to } of this.starts.get(row) ?? []) this.open.set(column, { to, value: cells[column] });
  }
}
