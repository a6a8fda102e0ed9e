import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { RowToWrite } from './definition';

const QUICK = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/**
 * Rows between their planning and their writing: what is there is read before the first is written, and a file of any length
 * takes little memory meanwhile. They stay in memory: they hold personal data as it was sent.
 */
export class PackedRows {
  readonly #parts: Buffer[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(rows: readonly RowToWrite[]): void {
    if (!rows.length) return;
    this.#count += rows.length;
    this.#parts.push(zstdCompressSync(JSON.stringify(rows.map(({ number, matchId, becomes }) => ({ number, matchId, becomes }))), QUICK));
  }

  /** Part after part, each given once. */
  *take(): Generator<RowToWrite[]> {
    for (let part = this.#parts.shift(); part; part = this.#parts.shift()) yield JSON.parse(zstdDecompressSync(part).toString()) as RowToWrite[];
  }
}
