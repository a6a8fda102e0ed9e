import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { RowToWrite } from './definition';

const QUICK = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/**
 * Rows between their planning and their writing: what is there is read before the first is written, and a file of any length
 * takes little memory meanwhile. They stay in memory: they hold personal data as it was sent.
 */
export class PackedRows {
  readonly #parts: Buffer[] = [];
  #open: RowToWrite[] = [];
  #count = 0;

  /** How many rows a part holds, the last one at most. */
  constructor(private readonly size: number) {}

  get count(): number {
    return this.#count;
  }

  add(rows: readonly RowToWrite[]): void {
    this.#count += rows.length;
    for (const { number, matchId, becomes } of rows) this.#open.push({ number, matchId, becomes });
    while (this.#open.length >= this.size) this.#parts.push(zstdCompressSync(JSON.stringify(this.#open.splice(0, this.size)), QUICK));
  }

  /** Part after part, each given once. */
  *take(): Generator<RowToWrite[]> {
    for (let part = this.#parts.shift(); part; part = this.#parts.shift()) yield JSON.parse(zstdDecompressSync(part).toString()) as RowToWrite[];
    if (this.#open.length) yield this.#open.splice(0);
  }
}
