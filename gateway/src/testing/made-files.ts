import { crc32, deflateSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import sharp from 'sharp';

/** A picture as a phone takes it: when and where stand in it. */
export const photo = (colour = '#336699', width = 800, height = 600): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: colour } })
    .withExif({ IFD2: { DateTimeOriginal: '2026:05:06 07:08:09', OffsetTimeOriginal: '+08:00' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '28/1 48/1 0/1' } })
    .jpeg()
    .toBuffer();

function chunk(kind: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A small file that says of itself that it unfolds into a picture of this many pixels. */
export function hugePicture(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(1000))), chunk('IEND', Buffer.alloc(0))]);
}

export async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('检查').addRow(['灭火器', '4']);
  return Buffer.from(await book.xlsx.writeBuffer());
}

interface Part {
  readonly name: string;
  readonly content: Buffer;
  /** What the archive says that it unfolds to. */
  readonly says?: number;
}

/** An archive as a program would write it, or as nobody should. */
export function archive(parts: readonly Part[]): Buffer {
  const places: Buffer[] = [];
  const files: Buffer[] = [];
  let at = 0;
  for (const { name, content, says = content.length } of parts) {
    const packed = deflateSync(content, { level: 9 }).subarray(2, -4);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(says, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const file = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    places.push(Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), Buffer.from([20, 0]), fields, tail, Buffer.from(name)]));
    files.push(file);
    at += file.length;
  }
  const list = Buffer.concat(places);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, list, Buffer.from('PK\u0005\u0006', 'latin1'), end]);
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const contents = (type: string) => Buffer.from(`<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`);

/** A document of Word, as little as it can be; with further parts. */
export const letter = (more: readonly Part[] = []): Buffer => archive([{ name: '[Content_Types].xml', content: contents(`${DOCX}.main+xml`) }, { name: 'word/document.xml', content: Buffer.from('<w:document/>') }, ...more]);

export const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
export const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom', 'latin1'), Buffer.from([0, 0, 2, 0]), Buffer.from('isommp42', 'latin1'), Buffer.alloc(500)]);
