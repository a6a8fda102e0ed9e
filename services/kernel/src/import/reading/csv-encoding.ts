import { createReadStream } from 'node:fs';
import type { SpooledFile } from './spool-file';
import { refuse } from './import-refused';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** Share of two-byte signs that are everyday Chinese (GB 2312 level one); other encodings read as GB 18030 fall far below. */
function looksChinese(bytes: Buffer): boolean {
  let pairs = 0;
  let everyday = 0;
  for (let i = 0; i < bytes.length - 1; i += 1) {
    if (bytes[i]! < 0x81) continue;
    pairs += 1;
    if (bytes[i]! >= 0xa1 && bytes[i]! <= 0xd7 && bytes[i + 1]! >= 0xa1) everyday += 1;
    i += 1;
  }
  return pairs === 0 || everyday / pairs > 0.8;
}

async function decodes(file: SpooledFile, encoding: Encoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of createReadStream(file.path, { highWaterMark: 2 ** 18 })) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function firstOddBytes(file: SpooledFile): Promise<Buffer> {
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of createReadStream(file.path, { highWaterMark: 2 ** 18 })) {
    const odd = (chunk as Buffer).findIndex((byte) => byte > 0x7f);
    if (odd < 0 && size === 0) continue;
    kept.push(size === 0 ? (chunk as Buffer).subarray(odd) : (chunk as Buffer));
    size += kept.at(-1)!.length;
    if (size > 2 ** 16) break;
  }
  return Buffer.concat(kept);
}

/** Finds how a text is written; reads the whole file, because the first odd sign may stand in its last line. */
export async function csvEncoding(file: SpooledFile): Promise<Encoding> {
  const { head } = file;
  const marked: Encoding | undefined = head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : undefined;
  if (marked) {
    if (await decodes(file, marked)) return marked;
    return refuse('文件标为 UTF-16，但内容已损坏', 'The file says UTF-16 but is damaged');
  }
  if (head.includes(0)) return refuse('文件里有空字节（NUL），不是文本表格', 'The file holds NUL bytes; it is not a text table');
  if (await decodes(file, 'utf-8')) return 'utf-8';
  if (looksChinese(await firstOddBytes(file)) && (await decodes(file, 'gb18030'))) return 'gb18030';
  return refuse('认不出文件的编码，请另存为“CSV UTF-8”或 XLSX', 'The encoding of the file is not recognised; save it as “CSV UTF-8” or XLSX');
}
