import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { ImportRefused, count, megabytes, type ReadingLimits, refuse } from './import-refused';

/** The parts of a workbook by their path. */
export interface Archive {
  readonly names: readonly string[];
  size(name: string): number;
  /** Its content, unpacked; refused when it does not come out as the archive says. */
  open(name: string): AsyncGenerator<Buffer>;
  close(): void;
}

const damaged = (): never => refuse('文件已损坏，打不开', 'The file is damaged and does not open');

const openZip = (path: string) =>
  new Promise<ZipFile>((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) => (error ? reject(error) : resolve(zip)));
  });

function listEntries(zip: ZipFile, limits: ReadingLimits) {
  return new Promise<Map<string, Entry>>((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      if (entries.size >= limits.parts) return reject(tooManyParts(limits));
      entries.set(entry.fileName.toLowerCase(), entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

const tooManyParts = (limits: ReadingLimits) =>
  new ImportRefused({ zh: `文件由 ${count(limits.parts)} 个以上部分组成，不像表格`, en: `The file has more than ${count(limits.parts)} parts; that is no table` });

const startUnpacking = (zip: ZipFile, entry: Entry) =>
  new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });

async function* unpack(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  const stream = await startUnpacking(zip, entry).catch(damaged);
  let checksum = 0;
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  try {
    for (let next = await chunks.next().catch(damaged); !next.done; next = await chunks.next().catch(damaged)) {
      checksum = crc32(next.value, checksum);
      yield next.value;
    }
    if (checksum !== entry.crc32) damaged();
  } finally {
    stream.destroy();
  }
}

const GROWTH_FROM = 20 * 2 ** 20;

/** By what the archive says of itself; that it lies is noticed while unpacking. */
function checkSizes(entries: Iterable<Entry>, limits: ReadingLimits) {
  let unpacked = 0;
  let packed = 0;
  for (const entry of entries) {
    if (entry.isEncrypted()) refuse('文件有密码，请去掉密码后再导入', 'The file has a password; remove it and import again');
    unpacked += entry.uncompressedSize;
    packed += entry.compressedSize;
  }
  const bomb = unpacked > GROWTH_FROM && unpacked > limits.growth * Math.max(1, packed);
  if (bomb || unpacked > limits.unpackedBytes)
    refuse(`文件解压后有 ${megabytes(unpacked)}，疑为压缩炸弹，不予打开`, `Unpacked the file has ${megabytes(unpacked)}; it looks like a compressed bomb and is not opened`);
}

/** Opens the file as a zip and checks it before anything of it is unpacked. */
export async function openArchive(path: string, limits: ReadingLimits): Promise<Archive> {
  const zip = await openZip(path).catch(damaged);
  try {
    const entries = await listEntries(zip, limits).catch((error: unknown) => (error instanceof ImportRefused ? Promise.reject(error) : damaged()));
    checkSizes(entries.values(), limits);
    const find = (name: string) => entries.get(name.toLowerCase()) ?? damaged();
    return {
      names: [...entries.keys()],
      size: (name) => find(name).uncompressedSize,
      open: (name) => unpack(zip, find(name)),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}
