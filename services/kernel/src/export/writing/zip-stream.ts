import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A part of a zip: its path and its text, made while it is written. */
export interface ZipPart {
  readonly name: string;
  readonly content: AsyncIterable<string> | Iterable<string>;
}

interface Written {
  readonly name: Buffer;
  readonly at: number;
  crc: number;
  packed: number;
  unpacked: number;
}

// Sizes and checksum follow the data (flag 3), names are UTF-8 (flag 11).
const FLAGS = 0x0808;
const VERSION = 20;
const DEFLATED = 8;
// 1 January 1980: the same content gives the same file.
const DATE = 0x21;
const LARGEST = 0xffff_ffff;

function numbers(...fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of fields) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}

const localHeader = ({ name }: Written) =>
  Buffer.concat([numbers([4, 0x04034b50], [2, VERSION], [2, FLAGS], [2, DEFLATED], [2, 0], [2, DATE], [4, 0], [4, 0], [4, 0], [2, name.length], [2, 0]), name]);

const descriptor = ({ crc, packed, unpacked }: Written) => numbers([4, 0x08074b50], [4, crc], [4, packed], [4, unpacked]);

const centralHeader = ({ name, at, crc, packed, unpacked }: Written) =>
  Buffer.concat([
    numbers(
      [4, 0x02014b50], [2, VERSION], [2, VERSION], [2, FLAGS], [2, DEFLATED], [2, 0], [2, DATE], [4, crc], [4, packed], [4, unpacked],
      [2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, at],
    ),
    name,
  ]);

/** Strings in pieces of some 64 kB: one buffer per cell would cost more than the packing. */
async function* pieces(content: ZipPart['content'], written: Written): AsyncGenerator<Buffer> {
  let text = '';
  const take = () => {
    const bytes = Buffer.from(text);
    text = '';
    written.crc = crc32(bytes, written.crc);
    written.unpacked += bytes.length;
    return bytes;
  };
  for await (const part of content) {
    text += part;
    if (text.length > 2 ** 16) yield take();
  }
  if (text) yield take();
}

async function* deflated(part: ZipPart, written: Written): AsyncGenerator<Buffer> {
  const source = Readable.from(pieces(part.content, written), { objectMode: false });
  const deflate = createDeflateRaw({ level: 6 });
  source.on('error', (error) => deflate.destroy(error));
  try {
    for await (const chunk of source.pipe(deflate) as AsyncIterable<Buffer>) {
      written.packed += chunk.length;
      yield chunk;
    }
  } finally {
    source.destroy();
    deflate.destroy();
  }
}

/** A zip file as a stream of bytes; nothing is kept but the list of its parts. Up to 4 GB. */
export async function* zipStream(parts: Iterable<ZipPart> | AsyncIterable<ZipPart>): AsyncGenerator<Buffer> {
  const list: Written[] = [];
  let at = 0;
  const passed = (bytes: Buffer) => {
    at += bytes.length;
    if (at > LARGEST) throw new RangeError('a zip file of more than 4 GB');
    return bytes;
  };
  for await (const part of parts) {
    const written: Written = { name: Buffer.from(part.name), at, crc: 0, packed: 0, unpacked: 0 };
    yield passed(localHeader(written));
    for await (const chunk of deflated(part, written)) yield passed(chunk);
    yield passed(descriptor(written));
    list.push(written);
  }
  const start = at;
  for (const written of list) yield passed(centralHeader(written));
  yield numbers([4, 0x06054b50], [2, 0], [2, 0], [2, list.length], [2, list.length], [4, at - start], [4, start], [2, 0]);
}
