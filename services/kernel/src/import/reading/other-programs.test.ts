import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { writeTemplate, writeXlsx } from '../../export/writing';
import { collect } from './testing/crafted-workbook';
import { openTable } from './index';

it('reads what another program wrote: shared strings, rich text, dates, merges, formulas', async () => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('隐藏', { state: 'hidden' }).addRow(['名称', '代码']);
  const sheet = book.addWorksheet('台账');
  sheet.addRow(['某镇企业台账']);
  sheet.mergeCells('A1:D1');
  sheet.addRow(['名称', '代码', '注册日期', '人数']);
  sheet.addRow(['甲厂', '001', new Date(Date.UTC(2026, 1, 3)), 12]);
  sheet.addRow([{ richText: [{ text: '乙' }, { text: '厂', font: { bold: true } }] }, '002', new Date(Date.UTC(2026, 1, 3, 8, 30)), 0.1]);
  sheet.addRow(['丙厂', { formula: 'A3', result: '甲厂' }]);
  const table = await openTable(Readable.from([Buffer.from(await book.xlsx.writeBuffer())]), { recognise: (heading) => ['名称', '代码'].includes(heading) });
  const rows = await collect(table.rows);
  await table.close();
  expect([table.facts.sheet, table.headingNumber]).toEqual(['台账', 2]);
  expect(rows).toMatchObject([
    { number: 3, cells: ['甲厂', '001', '2026-02-03', '12'] },
    { number: 4, cells: ['乙厂', '002', '2026-02-03 08:30', '0.1'] },
    { number: 5, cells: ['丙厂', { fault: { zh: '公式不收，请粘贴为数值' }, raw: '甲厂' }] },
  ]);
});

it('writes what another program reads', async () => {
  const load = async (write: (out: PassThrough) => Promise<void>) => {
    const out = new PassThrough();
    const [bytes] = await Promise.all([buffer(out), write(out)]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as unknown as Parameters<typeof book.xlsx.load>[0]);
    return book;
  };
  const sheet = (await load((out) => writeXlsx([{ label: '名称' }, { label: '人数' }], [['=1+1 & <b>', 12]], out, { name: '企业' }))).getWorksheet('企业')!;
  expect([sheet.getCell('A1').font.bold, sheet.views[0]?.state]).toEqual([true, 'frozen']);
  expect([sheet.getCell('A2').type, sheet.getCell('A2').text, sheet.getCell('A2').numFmt, sheet.getCell('B2').value]).toEqual([ExcelJS.ValueType.String, '=1+1 & <b>', '@', 12]);

  const template = await load((out) => writeTemplate([{ label: '名称', required: true, example: '某某厂' }, { label: '状态', allowed: ['营业', '停业'] }], out));
  expect(template.worksheets.map(({ name, state }) => [name, state])).toEqual([['数据', 'visible'], ['填写说明', 'visible'], ['选项', 'hidden']]);
  expect(template.getWorksheet('数据')!.getCell('B2').dataValidation).toMatchObject({ type: 'list', formulae: ["'选项'!$A$2:$A$3"] });
  expect(template.getWorksheet('填写说明')!.getRow(2).values).toEqual([undefined, '名称', '是', undefined, '某某厂']);
});
