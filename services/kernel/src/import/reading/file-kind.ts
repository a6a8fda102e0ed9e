import { refuse } from './import-refused';

const starts = (head: Buffer, ...bytes: number[]) => bytes.every((byte, i) => head[i] === byte);
const holds = (head: Buffer, text: string) => head.includes(Buffer.from(text, 'latin1')) || head.includes(Buffer.from(text, 'utf16le'));

/** Its beginning as text: by its mark in UTF-16, else byte by byte, which is enough to tell a kind. */
function beginning(head: Buffer): string {
  const start = Buffer.from(head.subarray(0, 400));
  const even = start.subarray(2, start.length - (start.length % 2));
  if (starts(head, 0xff, 0xfe)) return even.toString('utf16le');
  if (starts(head, 0xfe, 0xff)) return even.swap16().toString('utf16le');
  return start.toString('latin1').replace(/^ï»¿/, '');
}

/** Tells a file by its content; its name is not asked. Everything but CSV, XLSX and GeoJSON is refused with what to do instead. */
export function fileKind(head: Buffer): 'csv' | 'xlsx' | 'geojson' {
  if (head.length === 0) return refuse('文件是空的', 'The file is empty');
  if (starts(head, 0x50, 0x4b)) return 'xlsx';
  if (starts(head, 0xd0, 0xcf, 0x11, 0xe0)) {
    if (holds(head, 'EncryptedPackage')) return refuse('文件有密码，请去掉密码后再导入', 'The file has a password; remove it and import again');
    return refuse('这是旧版 Excel（xls）或有密码的文件，请另存为 xlsx（不设密码）', 'This is an old Excel file (xls) or one with a password; save it as xlsx without one');
  }
  if (starts(head, 0x25, 0x50, 0x44, 0x46)) return refuse('这是 PDF，请导入 XLSX 或 CSV', 'This is a PDF; import an XLSX or CSV');
  const picture = starts(head, 0x89, 0x50, 0x4e, 0x47) || starts(head, 0xff, 0xd8, 0xff) || starts(head, 0x47, 0x49, 0x46, 0x38);
  if (picture) return refuse('这是图片，请导入 XLSX 或 CSV', 'This is a picture; import an XLSX or CSV');
  if (starts(head, 0x52, 0x61, 0x72, 0x21) || starts(head, 0x37, 0x7a, 0xbc, 0xaf) || starts(head, 0x1f, 0x8b))
    return refuse('这是压缩包，请解压后导入里面的表格', 'This is an archive; unpack it and import the table inside');
  const text = beginning(head);
  if (/^\s*(<\?xml|<!--|<!doctype|<html|<svg|<script|<table|\{\\rtf)/i.test(text))
    return refuse('这是网页或 XML，不是表格，请另存为 xlsx', 'This is a web page or XML, not a table; save it as xlsx');
  if (/^\s*\[\s*[[{]/.test(text)) return refuse('这是 JSON 列表，需要 GeoJSON 的 FeatureCollection', 'This is a JSON list; a GeoJSON FeatureCollection is needed');
  return /^\s*\{\s*(["}]|$)/.test(text) ? 'geojson' : 'csv';
}
