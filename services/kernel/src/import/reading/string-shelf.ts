import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { count, refuse } from './import-refused';
import { scanXml } from './xml-parts';

const MOST_STRINGS = 8_000_000;
const BLOCK = 2 ** 16;
const BLOCKS_KEPT = 128;

/**
 * The shared strings of a workbook on disk: cells name them by number, in nearly any order, and a large workbook has millions.
 * Memory holds one offset each and the blocks used last.
 */
export class StringShelf {
  private offsets = new Float64Array(1024);
  private length = 0;
  private end = 0;
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private readonly blocks = new Map<number, Buffer>();
  private readonly file: number;

  constructor(folder: string) {
    this.file = openSync(join(folder, 'strings'), 'wx+', 0o600);
  }

  add(text: string) {
    if (this.length + 1 >= this.offsets.length) {
      if (this.length >= MOST_STRINGS) refuse(`工作簿的文字超过 ${count(MOST_STRINGS)} 条`, `The workbook holds more than ${count(MOST_STRINGS)} texts`);
      const larger = new Float64Array(this.offsets.length * 2);
      larger.set(this.offsets);
      this.offsets = larger;
    }
    const bytes = Buffer.from(text);
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    this.length += 1;
    this.offsets[this.length] = this.offsets[this.length - 1]! + bytes.length;
    if (this.waitingBytes > 2 ** 20) this.flush();
  }

  flush() {
    const bytes = Buffer.concat(this.waiting);
    writeSync(this.file, bytes, 0, bytes.length, this.end);
    this.end += bytes.length;
    this.waiting = [];
    this.waitingBytes = 0;
  }

  get(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.length) return undefined;
    const [from, to] = [this.offsets[index]!, this.offsets[index + 1]!];
    const first = Math.floor(from / BLOCK);
    if (Math.floor((to - 1) / BLOCK) <= first) return this.block(first).toString('utf8', from - first * BLOCK, to - first * BLOCK);
    const long = Buffer.alloc(to - from);
    readSync(this.file, long, 0, long.length, from);
    return long.toString('utf8');
  }

  private block(number: number): Buffer {
    const known = this.blocks.get(number);
    if (known) return known;
    const block = Buffer.alloc(BLOCK);
    readSync(this.file, block, 0, BLOCK, number * BLOCK);
    if (this.blocks.size >= BLOCKS_KEPT) this.blocks.delete(this.blocks.keys().next().value!);
    this.blocks.set(number, block);
    return block;
  }

  close() {
    closeSync(this.file);
  }
}

/** Puts all shared strings on the shelf; rich text becomes plain, readings of Chinese signs (phonetic runs) are left out. */
export async function shelveStrings(shelf: StringShelf, stream: AsyncIterable<Buffer>): Promise<void> {
  let text = '';
  let inText = false;
  let inPhonetic = false;
  await scanXml(stream, {
    open: (tag) => {
      if (tag === 'si') text = '';
      if (tag === 'rPh') inPhonetic = true;
      inText = tag === 't' && !inPhonetic;
    },
    text: (part) => {
      if (inText) text += part;
    },
    close: (tag) => {
      if (tag === 'rPh') inPhonetic = false;
      if (tag === 't') inText = false;
      if (tag === 'si') shelf.add(text);
    },
  });
  shelf.flush();
}
