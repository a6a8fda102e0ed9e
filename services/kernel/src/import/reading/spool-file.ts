import { createHash } from 'node:crypto';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { megabytes, type ReadingLimits, refuse } from './import-refused';

/** A file as it arrived, on disk: the list of parts of a workbook stands at its end, and memory stays flat. */
export interface SpooledFile {
  readonly path: string;
  readonly folder: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The first bytes, by which its kind is told. */
  readonly head: Buffer;
  remove(): Promise<void>;
}

async function keep(stream: Readable, handle: FileHandle, limits: ReadingLimits) {
  const hash = createHash('sha256');
  let bytes = 0;
  let head: Buffer = Buffer.alloc(0);
  for await (const chunk of stream as AsyncIterable<Buffer | string>) {
    const part = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    bytes += part.length;
    if (bytes > limits.bytes)
      refuse(`文件超过 ${megabytes(limits.bytes)}，请分成几个文件`, `The file is larger than ${megabytes(limits.bytes)}; split it`);
    if (head.length < 4096) head = Buffer.concat([head, part.subarray(0, 4096)]);
    hash.update(part);
    await handle.writeFile(part);
  }
  return { bytes, head, sha256: hash.digest('hex') };
}

/** Writes the stream into a folder of its own below the temporary one; whoever calls this calls `remove`. */
export async function spool(stream: Readable, limits: ReadingLimits): Promise<SpooledFile> {
  const folder = await mkdtemp(join(tmpdir(), 'moduan-import-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, 'file');
    const handle = await open(path, 'wx', 0o600);
    try {
      return { path, folder, remove, ...(await keep(stream, handle, limits)) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    await remove();
    throw error;
  }
}
