import { PassThrough, Readable, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { openTable } from '../../import/reading';
import { collect } from '../../import/reading/testing/crafted-workbook';
import { type CellValue, writeCsv, writeFaults, writeTemplate, writeXlsx } from './index';

const columns = [{ label: '名称', required: true }, { label: '代码' }, { label: '人数' }, { label: '备注' }];
const rows: CellValue[][] = [
  ['甲厂 & <乙>', '001', 12, '=1+1'],
  ['"引号", 逗号', '430681102001001', -3.5, '+8619900000000'],
  ['两\n行', 'e3', 0, "'=已有引号"],
  ['@某某', '-1', null, '_x0041_'],
  ['=HYPERLINK("http://x")', '　全角', 1, '＝1'],
];
const expected = rows.map((row) => row.map((value) => (value === null ? '' : String(value).trim())));

async function written(write: (out: Writable) => Promise<void>): Promise<Buffer> {
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), write(out)]);
  return bytes;
}
async function readBack(bytes: Buffer, known = ['名称', '代码']) {
  const table = await openTable(Readable.from([bytes]), { recognise: (heading) => known.includes(heading) });
  try {
    const read = await collect(table.rows);
    return { ...table, cells: read.map((row) => columns.map((_, i) => row.cells[i] ?? '')), read };
  } finally {
    await table.close();
  }
}

describe('an export', () => {
  it('as XLSX comes back as it was', async () => {
    const back = await readBack(await written((out) => writeXlsx(columns, rows, out, { name: '企业/台账' })));
    expect(back.headings).toEqual(['名称', '代码', '人数', '备注']);
    expect(back.facts.sheet).toBe('企业 台账');
    expect(back.cells).toEqual(expected);
  });
  it('as CSV comes back as it was', async () => {
    expect((await readBack(await written((out) => writeCsv(columns, rows, out)))).cells).toEqual(expected);
  });
  it('is the same file for the same rows', async () => {
    const write = () => written((out) => writeXlsx(columns, rows, out));
    expect((await write()).equals(await write())).toBe(true);
  });
  it('as CSV has a byte order mark and no beginning of a formula', async () => {
    const text = (await written((out) => writeCsv(columns, rows, out))).toString();
    expect(text.startsWith('\ufeff名称,代码,人数,备注\r\n')).toBe(true);
    expect(text).toContain(`甲厂 & <乙>,001,12,'=1+1`);
    expect(text).toContain(`'@某某,'-1,,`);
    expect(text).toContain(',-3.5,');
  });
  it('stops asking for rows when nobody listens', async () => {
    let asked = 0;
    function* endless(): Generator<CellValue[]> {
      for (;;) yield [`${(asked += 1)}`.repeat(500)];
    }
    const out = new Writable({ write: (_chunk, _encoding, done) => done(new Error('gone')) });
    await expect(writeXlsx([{ label: '名称' }], endless(), out)).rejects.toThrow('gone');
    expect(asked).toBeLessThan(10_000);
  });
  it('tells when its rows fail', async () => {
    async function* failing(): AsyncGenerator<CellValue[]> {
      yield ['a'];
      throw new Error('no more');
    }
    await expect(written((out) => writeXlsx([{ label: '名称' }], failing(), out))).rejects.toThrow('no more');
  });
});

describe('a template', () => {
  it('is read as an empty ledger with its headings', async () => {
    const bytes = await written((out) =>
      writeTemplate([{ label: '名称', required: true, hint: '全称', example: '某某厂' }, { label: '代码' }, { label: '状态', allowed: ['营业', '停业'] }], out));
    const back = await readBack(bytes);
    expect(back.headings).toEqual(['名称', '代码', '状态']);
    expect(back.read).toEqual([]);
    expect(back.facts.otherSheets).toEqual([{ name: '填写说明', hidden: false }, { name: '选项', hidden: true }]);
  });
});

describe('a file of faults', () => {
  it('holds the cells as they came, the reasons and the line', async () => {
    const faulty = [{ number: 7, cells: ['', '123'], faults: [{ column: 0, message: '请填写名称' }, { message: '重复' }] }];
    const back = await readBack(await written((out) => writeFaults(['名称', '代码'], faulty, out)));
    expect(back.headings).toEqual(['名称', '代码', '错误原因', '原行号']);
    expect(back.read[0]?.cells).toEqual(['', '123', '名称：请填写名称；重复', '7']);
  });
});
