import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { openArchive, type Archive } from '../import/reading/zip-archive';
import { ImportRefused, readingLimits } from '../import/reading/import-refused';
import type { FileSettings } from './file-settings';
import { fileRefused } from './file-refused';
import type { ReceivedFile } from './file-store';
import { DOCX, findMediaType, XLSX, type MediaType } from './media-types';

const notTaken = () => fileRefused('这种文件不收，请传照片（JPEG、PNG、WebP、HEIC）、PDF、Word（docx）、Excel（xlsx）或 MP4 视频', 'This kind of file is not taken; send a picture (JPEG, PNG, WebP, HEIC), a PDF, a Word (docx) or Excel (xlsx) file, or an MP4 video');

const isVideo = (head: Buffer) => head.subarray(4, 8).toString('latin1') === 'ftyp' && !/^(hei|hev|mif|msf|avi)/.test(head.subarray(8, 11).toString('latin1'));

/** How large a file may become that begins so. */
export const limitOf = ({ fileBytes, videoBytes }: FileSettings) => (head: Buffer): number => (isVideo(head) ? Math.max(videoBytes, fileBytes) : fileBytes);

/** What a file is, by what it holds; everything that is not on the list is refused. */
export async function judgeFile({ path, head, size }: ReceivedFile, settings: FileSettings): Promise<MediaType> {
  const isArchive = head.subarray(0, 2).toString('latin1') === 'PK';
  const type = findMediaType(isArchive ? await officeType(path) : await typeByContent(path));
  if (!type) throw notTaken();
  if (type.look !== 'video' && size > settings.fileBytes) throw notTaken();
  return type;
}

async function typeByContent(path: string): Promise<string> {
  const { fileTypeFromFile } = await import('file-type');
  return (await fileTypeFromFile(path))?.mime ?? '';
}

/** A contents list longer than this is none. */
const MOST_CONTENTS = 2 ** 20;
const limits = { ...readingLimits, unpackedBytes: 300 * 2 ** 20, growth: 100 };

/** Documents of Word and Excel are archives: what they say that they hold has to be there, and no programs in them. Nothing else is unpacked. */
async function officeType(path: string): Promise<string> {
  try {
    const archive = await openArchive(path, limits);
    try {
      return await typeIn(archive);
    } finally {
      archive.close();
    }
  } catch (error) {
    throw error instanceof ImportRefused ? fileRefused(error.label.zh, error.label.en) : error;
  }
}

async function typeIn(archive: Archive): Promise<string> {
  const { names } = archive;
  const contents = '[content_types].xml';
  if (!names.includes(contents) || archive.size(contents) > MOST_CONTENTS || names.some((name) => /vbaproject\.bin$|\.(exe|dll|js|vbs|bat|cmd|html?)$/.test(name))) return '';
  const declared = await text(Readable.from(archive.open(contents)));
  if (names.includes('word/document.xml') && declared.includes(`${DOCX}.main+xml`)) return DOCX;
  return names.includes('xl/workbook.xml') && declared.includes(`${XLSX}.main+xml`) ? XLSX : '';
}
