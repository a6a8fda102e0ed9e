import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { uuidv7 } from '../entity/id';
import { fileRefused } from './file-refused';
import type { ByteRange, FileStore, ReceivedFile } from './file-store';

const HEAD = 4096;
const DAY = 86_400_000;
const megabytes = (bytes: number) => `${+(bytes / 2 ** 20).toFixed(1)} MB`;

const tooLarge = (limit: number) => fileRefused(`文件超过 ${megabytes(limit)}，请压缩或拍小一些再传`, `The file is larger than ${megabytes(limit)}; make it smaller and send it again`);
const brokenOff = () => fileRefused('文件没有传完，请重新上传', 'The file did not arrive as a whole; send it again');

/** A folder of this machine, or one that several share: written beside, made sure of, then put in place. */
export class FolderStore implements FileStore {
  readonly #incoming: string;

  constructor(private readonly folder: string) {
    this.#incoming = join(folder, 'incoming');
  }

  async receive(stream: Readable, limitOf: (head: Buffer) => number): Promise<ReceivedFile> {
    await mkdir(this.#incoming, { recursive: true, mode: 0o700 });
    const path = join(this.#incoming, uuidv7());
    const discard = () => rm(path, { force: true });
    try {
      const handle = await open(path, 'wx', 0o600);
      try {
        const received = await take(stream, handle, limitOf);
        await handle.sync();
        return { path, discard, ...received };
      } finally {
        await handle.close();
      }
    } catch (error) {
      await discard();
      throw stream.errored === error ? brokenOff() : error;
    }
  }

  async keep({ path, sha256 }: ReceivedFile): Promise<void> {
    const place = this.#placeOf(sha256);
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    await rename(path, place);
    await sure(dirname(place));
  }

  async write(name: string, content: Buffer): Promise<void> {
    await mkdir(this.#incoming, { recursive: true, mode: 0o700 });
    const path = join(this.#incoming, uuidv7());
    const handle = await open(path, 'wx', 0o600);
    try {
      await handle.writeFile(content);
    } finally {
      await handle.close();
    }
    await mkdir(dirname(this.#placeOf(name)), { recursive: true, mode: 0o700 });
    await rename(path, this.#placeOf(name));
  }

  async sizeOf(name: string): Promise<number | null> {
    return stat(this.#placeOf(name)).then(({ size }) => size, () => null);
  }

  read(name: string, range?: ByteRange): Readable {
    return createReadStream(this.#placeOf(name), range);
  }

  locally<T>(name: string, work: (path: string) => Promise<T>): Promise<T> {
    return work(this.#placeOf(name));
  }

  async sweep(): Promise<void> {
    for (const name of await readdir(this.#incoming).catch((): string[] => [])) {
      const path = join(this.#incoming, name);
      const left = await stat(path).catch(() => null);
      if (left && Date.now() - left.mtimeMs > DAY) await rm(path, { force: true });
    }
  }

  /** Names follow from content: 64 digits, and what was made of it behind a hyphen. */
  #placeOf(name: string): string {
    if (!/^[0-9a-f]{64}(-[a-z0-9.]+)?$/.test(name)) throw new Error(`${name} is no name of a file`);
    return join(this.folder, name.slice(0, 2), name.slice(2, 4), name);
  }
}

/** Past its limit the rest is not read; the connection is left to answer on. */
async function take(stream: Readable, handle: FileHandle, limitOf: (head: Buffer) => number) {
  const hash = createHash('sha256');
  let size = 0;
  let head: Buffer = Buffer.alloc(0);
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (head.length < HEAD) head = Buffer.concat([head, chunk.subarray(0, HEAD - head.length)]);
    const limit = limitOf(head);
    if (size > limit) throw tooLarge(limit);
    hash.update(chunk);
    await handle.writeFile(chunk);
  }
  if (!size) throw fileRefused('文件是空的', 'The file is empty');
  return { size, head, sha256: hash.digest('hex') };
}

/** That a file has its name survives a loss of power only when its folder is written. */
async function sure(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
