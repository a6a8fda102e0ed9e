import { deflateRawSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect, craftWorkbook, type CraftedWorkbook, textRow } from './testing/crafted-workbook';
import type { ReadingLimits } from './import-refused';
import { ImportRefused, openTable } from './index';
import { styleOf } from './workbook';

const KNOWN = new Set(['名称', '代码', '日期']);
const recognise = (heading: string) => KNOWN.has(heading);
const HEAD = textRow(1, ['名称', '代码', '日期']);

async function table(workbook: CraftedWorkbook | Readable, limits?: Partial<ReadingLimits>) {
  const opened = await openTable(workbook instanceof Readable ? workbook : craftWorkbook(workbook), { recognise, limits });
  try {
    return { ...opened, all: await collect(opened.rows) };
  } finally {
    await opened.close();
  }
}
const sheet = (xml: string | Iterable<string>, more: Partial<CraftedWorkbook> = {}): CraftedWorkbook => ({ sheets: [{ name: '台账', xml }], ...more });
const data = (xml: string) => sheet(`<sheetData>${HEAD}${xml}</sheetData>`);
async function reason(workbook: CraftedWorkbook | Readable, limits?: Partial<ReadingLimits>) {
  const error: unknown = await table(workbook, limits).then(() => undefined, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ImportRefused);
  return (error as ImportRefused).label.zh;
}
const STYLES = '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="000000"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="22"/><xf numFmtId="165"/></cellXfs>';
const one = async (cell: string, more: Partial<CraftedWorkbook> = {}) =>
  (await table(sheet(`<sheetData>${HEAD}<row r="2">${cell}</row></sheetData>`, { styles: STYLES, ...more }))).all[0]?.cells[0];

describe('the cells of a workbook', () => {
  it.each([
    ['a shared string', '<c t="s"><v>0</v></c>', '甲厂'],
    ['rich text without its readings', '<c t="s"><v>1</v></c>', '乙厂'],
    ['an inline string', '<c t="inlineStr"><is><r><t>丙</t></r><r><t xml:space="preserve"> 厂</t></r></is></c>', '丙 厂'],
    ['a code in digits', '<c><v>430681102001001</v></c>', '430681102001001'],
    ['a long code that is written out', '<c><v>914306810000000018</v></c>', '914306810000000018'],
    ['a number as typed', '<c><v>0.10000000000000001</v></c>', '0.1'],
    ['a number with an exponent', '<c><v>1.2E+3</v></c>', '1200'],
    ['a number padded by its format', '<c s="4"><v>12</v></c>', '000012'],
    ['a date', '<c s="1"><v>46056</v></c>', '2026-02-03'],
    ['a date in Chinese', '<c s="2"><v>46056</v></c>', '2026-02-03'],
    ['a date with a time', '<c s="3"><v>46056.5</v></c>', '2026-02-03 12:00'],
    ['a date in ISO', '<c t="d"><v>2026-02-03T00:00:00</v></c>', '2026-02-03'],
    ['yes', '<c t="b"><v>1</v></c>', '是'],
    ['an escaped sign', '<c t="inlineStr"><is><t>a_x000D_b</t></is></c>', 'a\nb'],
  ])('%s', async (_, cell, expected) => {
    const strings = '<si><t>甲厂</t></si><si><r><t>乙</t></r><r><t>厂</t></r><rPh sb="0" eb="1"><t>yi</t></rPh></si>';
    expect(await one(cell, { strings })).toBe(expected);
  });
  it.each([
    ['a formula', '<c><f>1+1</f><v>2</v></c>', '公式不收'],
    ['a formula that gives text', '<c t="str"><f>A1</f><v>甲</v></c>', '公式不收'],
    ['a shared formula', '<c><f t="shared" si="0"/><v>2</v></c>', '公式不收'],
    ['an error', '<c t="e"><v>#N/A</v></c>', '错误值'],
    ['a credit code that lost its end', '<c><v>9.1430681190160768E+17</v></c>', '四舍五入'],
    ['a date before 1900', '<c s="1"><v>-3</v></c>', '日期无效'],
    ['a NUL', '<c t="inlineStr"><is><t>a_x0000_b</t></is></c>', 'NUL'],
  ])('%s is a fault', async (_, cell, words) => expect(await one(cell)).toMatchObject({ fault: { zh: expect.stringContaining(words) } }));
  it('count dates from 1904 when the workbook does', async () => {
    expect(await one('<c s="1"><v>44594</v></c>', { date1904: true })).toBe('2026-02-03');
  });
  it('stand in their columns, whatever is left out between', async () => {
    expect((await table(data('<row r="5"><c r="C5" t="inlineStr"><is><t>丙</t></is></c></row>'))).all).toEqual([{ number: 5, cells: ['', '', '丙'] }]);
  });
  it('merged over rows hold for each row, merged over columns for the first', async () => {
    const rows = `${textRow(2, ['新市镇', '1'])}<row r="3"><c r="B3"><v>2</v></c></row><row r="4"><c r="A4" s="1"/></row>${textRow(5, ['白水镇', '3'])}`;
    const workbook = sheet(`<sheetData>${HEAD}${rows}</sheetData><mergeCells count="2"><mergeCell ref="A2:A4"/><mergeCell ref="B5:C5"/></mergeCells>`);
    expect((await table(workbook)).all).toEqual([
      { number: 2, cells: ['新市镇', '1'] }, { number: 3, cells: ['新市镇', '2'] }, { number: 5, cells: ['白水镇', '3'] },
    ]);
  });
});

describe('the sheets of a workbook', () => {
  const filled = `<sheetData>${HEAD}${textRow(2, ['甲', '1'])}</sheetData>`;
  it('are tried in order: hidden and empty ones are passed over and named', async () => {
    const { facts, all } = await table({
      sheets: [{ name: '隐藏', xml: filled, state: 'veryHidden' }, { name: '空', xml: '<sheetData/>' }, { name: '说明', xml: `<sheetData>${textRow(1, ['请看', '这里'])}</sheetData>` }, { name: '台账', xml: filled }],
    });
    expect(facts).toMatchObject({ kind: 'xlsx', sheet: '台账' });
    expect(facts.otherSheets).toEqual([{ name: '隐藏', hidden: true }, { name: '空', hidden: false }, { name: '说明', hidden: false }]);
    expect(all).toEqual([{ number: 2, cells: ['甲', '1'] }]);
  });
  it('may have a merged title above the headings', async () => {
    const workbook = sheet(`<sheetData>${textRow(1, ['某镇企业台账'])}${textRow(3, ['名称', '代码'])}${textRow(4, ['甲', '1'])}</sheetData><mergeCells><mergeCell ref="A1:C2"/></mergeCells>`);
    expect(await table(workbook)).toMatchObject({ headingNumber: 3, all: [{ number: 4, cells: ['甲', '1'] }] });
  });
  it('all empty are refused', async () => expect(await reason(sheet('<sheetData/>'))).toContain('空的'));
});

describe('what a workbook only claims', () => {
  it('a declared million of rows costs nothing', async () => {
    function* rows() {
      yield `<dimension ref="A1:XFD1048576"/><sheetData>${HEAD}${textRow(2, ['甲', '1'])}`;
      for (let number = 3; number <= 1_048_576; number += 1) yield `<row r="${number}"/>`;
      yield '</sheetData>';
    }
    const began = process.memoryUsage().rss;
    expect((await table(sheet(rows()))).all).toHaveLength(1);
    expect(process.memoryUsage().rss - began).toBeLessThan(200 * 2 ** 20);
  }, 60_000);
  it('styled empty cells up to the last column are no columns', async () => {
    expect((await table(data('<row r="2"><c r="A2"><v>1</v></c><c r="XFD2" s="1"/></row>'))).all).toEqual([{ number: 2, cells: ['1'] }]);
  });
});

describe('a workbook is refused as a whole', () => {
  it('for 16,384 columns', async () => expect(await reason(data('<row r="2"><c r="XFD2"><v>1</v></c></row>'))).toContain('16,384 列'));
  it('for a compressed bomb', async () => {
    function* zeros() {
      for (let i = 0; i < 64; i += 1) yield ' '.repeat(2 ** 20);
    }
    expect(await reason(sheet(zeros()))).toContain('压缩炸弹');
  });
  it('for a bomb that lies about its size', async () => {
    expect(await reason(Readable.from([lying()]))).toContain('损坏');
  });
  it('for a document type', async () => {
    const xml = '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>';
    const workbook = craftWorkbook({ sheets: [], extra: [{ name: 'xl/none.xml', content: [xml] }] });
    expect(await reason(workbook)).toContain('空的');
    expect(await reason(sheet('<!DOCTYPE x><sheetData/>'))).toMatch(/文档类型|损坏/);
    const declared = '<!DOCTYPE x [<!ENTITY a "aaaa">]>';
    const replaced = (name: string, content: string) => sheet(`<sheetData>${HEAD}</sheetData>`, { strings: '<si/>', extra: [{ name, content: [declared, content] }] });
    expect(await reason(replaced('xl/worksheets/sheet0.xml', `<worksheet><sheetData>${HEAD}${textRow(2, ['甲'])}</sheetData></worksheet>`))).toContain('文档类型');
    expect(await reason(replaced('xl/sharedStrings.xml', '<sst><si><t>甲</t></si></sst>'))).toContain('文档类型');
  });
  it('for XML that does not close', async () => expect(await reason(sheet(`<sheetData>${HEAD}`))).toContain('损坏'));
  it('for a cell without end', async () => {
    const noise = () => Buffer.from(Float64Array.from({ length: 2 ** 17 }, Math.random).buffer).toString('hex');
    function* endless() {
      yield `<sheetData>${HEAD}<row r="2"><c t="inlineStr"><is><t>`;
      for (let i = 0; i < 4; i += 1) yield noise();
      yield '</t></is></c></row></sheetData>';
    }
    expect(await reason(sheet(endless()))).toContain('超长');
  });
  it.each([['content.xml', 'ods'], ['word/document.xml', '文档'], ['xl/workbook.bin', 'xlsb'], ['a.txt', '压缩包']])('for being something else: %s', async (name, words) => {
    const { zipStream } = await import('../../export/writing/zip-stream');
    expect(await reason(Readable.from(zipStream([{ name, content: ['x'] }]), { objectMode: false }))).toContain(words);
  });
  it('when any byte of it is another, or is read as if nothing were: nothing else ever happens', async () => {
    const whole = await buffer(craftWorkbook(data(textRow(2, ['甲', '1'])))).then((bytes) => Buffer.from(bytes));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const bytes = Buffer.from(whole);
        bytes[at] = bytes[at]! ^ by;
        const result = await table(Readable.from([bytes])).catch((error: unknown) => error);
        if (result instanceof Error) expect(result).toBeInstanceOf(ImportRefused);
        else expect(result).toMatchObject({ all: [{ number: 2, cells: ['甲', '1'] }] });
      }),
      { numRuns: 150 },
    );
  });
  it('for too many parts or rows', async () => {
    expect(await reason(data(''), { parts: 2 })).toContain('2 个以上部分');
    expect(await reason(data(textRow(2, ['a']) + textRow(3, ['b'])), { rows: 1 })).toContain('超过 1 行');
  });
});

describe('a number format', () => {
  it.each([['yyyy-mm-dd', 'date'], ['[$-804]yyyy"年"m"月"', 'date'], ['h:mm:ss', 'time'], ['[h]:mm', 'time'], ['0.00', 'number'], ['#,##0"年"', 'number'], ['[Red]0.0E+00', 'number'], ['General', 'number'], ['@', 'number']])(
    '%s shows a %s', (code, shows) => expect(styleOf(164, code).shows).toBe(shows));
});

/** A zip whose only part says in the list that it has 10 bytes and holds a megabyte. */
function lying(): Buffer {
  const name = Buffer.from('xl/workbook.xml');
  const packed = deflateRawSync(Buffer.alloc(2 ** 20, 32));
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(10, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(10, 24);
  central.writeUInt16LE(name.length, 28);
  const start = local.length + name.length + packed.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([local, name, packed, central, name, end]);
}
