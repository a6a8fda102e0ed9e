import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { encodeText } from './testing/crafted-text';
import { collect } from './testing/crafted-workbook';
import { ImportRefused, openTable, type OpenTable } from './index';
import type { ReadingLimits } from './import-refused';

const KNOWN = new Set(['名称', '代码', '地址']);
const recognise = (heading: string) => KNOWN.has(heading);
const open = (content: string | Buffer, limits?: Partial<ReadingLimits>) => openTable(Readable.from([Buffer.from(content)]), { recognise, limits });

async function all(table: OpenTable) {
  try {
    return await collect(table.rows);
  } finally {
    await table.close();
  }
}
const read = async (content: string | Buffer, limits?: Partial<ReadingLimits>) => all(await open(content, limits));
const cells = async (content: string | Buffer) => (await read(content)).map((row) => row.cells);
async function reason(content: string | Buffer, limits?: Partial<ReadingLimits>) {
  const error: unknown = await read(content, limits).then(() => undefined, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ImportRefused);
  return (error as ImportRefused).label.zh;
}
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const SMALL = '名称,代码,地址\r\n甲厂,001,新市镇\r\n乙店,002,"白水镇, 一组"\r\n';

describe('the encoding of a CSV', () => {
  it.each([
    ['UTF-8', Buffer.from(SMALL), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${SMALL}`), 'utf-8'],
    ['UTF-16 LE', utf16(SMALL), 'utf-16le'],
    ['UTF-16 BE', utf16(SMALL).swap16(), 'utf-16be'],
    ['GB 18030', encodeText(SMALL, 'gb18030'), 'gb18030'],
  ])('is recognised: %s', async (_, bytes, encoding) => {
    const table = await open(bytes);
    expect(table.facts.encoding).toBe(encoding);
    expect(table.headings).toEqual(['名称', '代码', '地址']);
    expect((await all(table)).map((row) => row.cells)).toEqual([['甲厂', '001', '新市镇'], ['乙店', '002', '白水镇, 一组']]);
  });
  it('is recognised by a sign far down', async () => {
    const text = `name,code\n${'a,b\n'.repeat(50_000)}末,行\n`;
    expect((await cells(encodeText(text, 'gb18030'))).at(-1)).toEqual(['末', '行']);
  });
  it('is refused when it is none of these', async () => {
    expect(await reason(encodeText('名稱,代碼,地址\n某某商店有限公司,壹,臺北市中正區重慶南路\n', 'big5'))).toContain('编码');
    expect(await reason(Buffer.from([0x61, 0x2c, 0xff, 0xfe, 0xfd, 0x0a]))).toContain('编码');
    expect(await reason('名称,代码\n甲\0厂,1\n')).toContain('NUL');
    expect(await reason(utf16('名称,代码\n甲\0厂,1\n'))).toContain('NUL');
  });
});

describe('the rows of a CSV', () => {
  it('are numbered as a spreadsheet shows them; empty ones are not rows', async () => {
    expect(await read('名称,代码\n\n甲,1\n , \n乙,"2\n3"\n丙,4\n')).toEqual([
      { number: 3, cells: ['甲', '1'] }, { number: 5, cells: ['乙', '2\n3'] }, { number: 6, cells: ['丙', '4'] },
    ]);
  });
  it('may be separated by tabs or semicolons', async () => {
    expect(await cells('名称\t代码\n甲\t1\n')).toEqual([['甲', '1']]);
    expect(await cells('名称;代码\n甲,乙;1\n')).toEqual([['甲,乙', '1']]);
  });
  it('begin below the headings, also when a title stands above, and repeated headings are left out', async () => {
    const table = await open('二〇二六年企业台账,,\n制表：某某,,\n名称,代码,地址\n甲,1,x\n名称,代码,地址\n乙,2,y\n');
    expect([table.headingNumber, table.recognised]).toEqual([3, true]);
    expect(await all(table)).toEqual([{ number: 4, cells: ['甲', '1', 'x'] }, { number: 6, cells: ['乙', '2', 'y'] }]);
  });
  it('take the first row for headings when none is known, and say so', async () => {
    const table = await open('a,b\n1,2\n');
    expect([table.headings, table.recognised]).toEqual([['a', 'b'], false]);
    await table.close();
  });
  it('with more columns than the headings are at fault as a whole', async () => {
    const [row] = await read('名称,代码\n甲,1,多出\n');
    expect(row?.fault?.zh).toContain('多 1 列');
  });
});

describe('a cell', () => {
  it.each([
    ['　全角空格　', '全角空格'], ['\u200b零\u200f宽\ufeff', '零宽'], ['e\u0301', '\u00e9'], ['\u202e反向', '反向'], ['甲\u061c\u2066乙\u2069', '甲乙'], ['甲\u{e0041}乙', '甲乙'], ['９１', '９１'], ["'=1+1", '=1+1'], ['-5', '-5'], ['a\u0007b', 'ab'],
  ])('%j is read as %j', async (raw, expected) => expect(await cells(`名称,代码\n${raw},1\n`)).toEqual([[expected, '1']]));
  it('with a formula or too much text is a fault; its neighbours are read', async () => {
    const [row] = await read(`名称,代码,地址\n=1+1,2,${'长'.repeat(20_000)}\n`);
    expect(row?.cells[0]).toEqual({ fault: { zh: '公式不收，请粘贴为数值', en: 'Formulas are not taken; paste the value' }, raw: '=1+1' });
    expect(row?.cells[1]).toBe('2');
    expect(row?.cells[2]).toMatchObject({ fault: { zh: '单元格文字过长' } });
  });
});

describe('a file is refused as a whole', () => {
  it.each([
    ['an empty one', '', '空的'],
    ['one of blank lines', '\n , \n', '空的'],
    ['an open quote', '名称,代码\n"甲,1\n乙,2\n', '引号'],
    ['a quote inside', '名称,代码\n"甲"厂,1\n', '引号'],
    ['16,384 columns', `${'名称,'.repeat(16_383)}代码\n甲\n`, '16,384 列'],
    ['a line of 10 MB', `名称,代码\n${'长'.repeat(3_500_000)},1\n`, '超过 1,048,576 个字符'],
    ['a page of the web', '<html><table><tr><td>甲</td></tr></table></html>', '网页'],
    ['a drawing that could run', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', '网页'],
    ['a script', '<script>alert(1)</script>', '网页'],
    ['a PDF', '%PDF-1.7\n...', 'PDF'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), '图片'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'xls'],
    ['a workbook with a password', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')]), '密码'],
    ['a zip that is none', Buffer.from('PK\x03\x04nothing'), '损坏'],
  ])('%s', async (_, content, words) => expect(await reason(content)).toContain(words));
  it('for its rows or its size', async () => {
    expect(await reason('名称,代码\n甲,1\n乙,2\n丙,3\n', { rows: 2 })).toContain('超过 2 行');
    expect(await reason(SMALL.repeat(10), { bytes: 100 })).toContain('文件超过');
  });
  it('and leaves nothing behind', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('moduan-import-')).length;
    await reason('名称,代码\n"甲,1\n');
    await read(SMALL);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('moduan-import-')).length).toBe(before);
  });
});
