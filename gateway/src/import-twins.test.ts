import { stringify } from 'csv-stringify/sync';
import { makeCreditCode } from '@moduan/schema/codes';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { rowsOf } from './testing/held-lock';
import { openImportOffice, type ImportOffice } from './testing/import-office';
import { dataOf } from './testing/open-city';

let office: ImportOffice;
beforeAll(async () => {
  office = await openImportOffice(inject('postgresUrl'), 'import_twins');
});
afterAll(() => office.gateway.close());

const code = (i: number) => makeCreditCode({ division: '430681', body: `TW${String(i).padStart(6, '0')}` });
type Line = Readonly<Record<'企业名称' | '统一社会信用代码' | '地址' | '类别' | '安全员' | '负责人', string>>;
const line = (name: string, values: Partial<Line> = {}): Line => ({ 企业名称: name, 统一社会信用代码: '', 地址: `${name}路1号`, 类别: '企业', 安全员: '', 负责人: '', ...values });
const csv = (...lines: readonly Line[]) => stringify([...lines], { header: true });
const faultsOf = async (id: string) => (await office.rows(office.xinshi, id, ['FAULTY'])).map(({ number, faults }) => [number, ...faults.map(({ message }) => message)]);
const held = (name: string) => rowsOf(office.gateway.city.url, 'select safety_officer, responsible_person, version from enterprises.premises where name = $1', [name]);
const SAME = (row: number) => `与第 ${row} 行是同一条记录，一个文件里一条记录只能由一行更新；请并成一行`;

it('lets one row of a file amend a record, whether it is found by its code or by its name and address', async () => {
  await office.take(office.xinshi, csv(line('双店', { 统一社会信用代码: code(1) })));
  const run = await office.upload(office.xinshi, csv(line('双店', { 统一社会信用代码: code(1), 地址: '', 安全员: '甲某' }), line('双店', { 负责人: '乙某' })));
  expect(run.counts).toMatchObject({ amend: 1, faulty: 1 });
  expect(await faultsOf(run.id)).toEqual([[3, SAME(2)]]);
  expect((await office.write(office.xinshi, run.id, 'ALL')).errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
  dataOf(await office.write(office.xinshi, run.id, 'GOOD'));
  expect(await held('双店')).toEqual([{ safety_officer: '甲某', responsible_person: null, version: 2 }]);
});

it('finds the second row in another part of the file', async () => {
  const between = Array.from({ length: 1200 }, (_, i) => line(`间${i}店`));
  const run = await office.upload(office.xinshi, csv(line('双店', { 负责人: '丙某' }), ...between, line('双店', { 统一社会信用代码: code(1), 地址: '', 安全员: '丁某' })));
  expect(run.counts).toMatchObject({ amend: 1, create: 1200, faulty: 1 });
  expect(await faultsOf(run.id)).toEqual([[1203, SAME(2)]]);
});

it('refuses to take two rows for one record, and names both', async () => {
  await office.take(office.xinshi, csv(line('团山惠民超市', { 地址: '新市镇团山村三组' })));
  const alike = line('团山惠民超市（个体工商户）', { 地址: '新市镇团山村3组' });
  const { id, counts } = await office.upload(office.xinshi, csv({ ...alike, 安全员: '甲某' }, { ...alike, 地址: '团山村3组', 负责人: '乙某' }));
  expect(counts).toMatchObject({ duplicate: 2 });
  const decide = (...rows: readonly { number: number; decision: string }[]) =>
    office.xinshi.ask('mutation D($i: DecideImportInput!) { run: decideEnterprisesImportRows(input: $i) { counts { amend duplicate faulty skipped } } }', { i: { id, rows } });
  const [two, three] = [2, 3].map((number) => ({ number, decision: 'SAME' })) as [{ number: number; decision: string }, { number: number; decision: string }];
  expect((await decide(two, three)).errors).toMatchObject([{ message: expect.stringContaining('第 2 行和第 3 行会更新同一条记录'), extensions: { code: 'CONFLICT', details: { rows: [2, 3] } } }]);
  expect((await office.find(office.xinshi, id)).counts).toMatchObject({ duplicate: 2 });
  expect(dataOf(await decide(three)).run).toEqual({ counts: { amend: 1, duplicate: 1, faulty: 0, skipped: 0 } });
  expect((await decide(two)).errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
  expect(dataOf(await decide({ number: 2, decision: 'SKIP' })).run).toEqual({ counts: { amend: 1, duplicate: 0, faulty: 0, skipped: 1 } });
  dataOf(await office.write(office.xinshi, id));
});

it.each([
  ['with its code and without', { 统一社会信用代码: code(20) }, {}],
  ['without its code and with it', {}, { 统一社会信用代码: code(21) }],
  ['with its kind and without', { 统一社会信用代码: code(22) }, { 统一社会信用代码: code(22), 地址: '别处', 类别: '' }],
])('enters new premises once that stand twice in a file, %s', async (which, first, second) => {
  const { id, counts } = await office.upload(office.xinshi, csv(line(which, first), line(which, second)));
  expect(counts).toMatchObject({ create: 1, faulty: 1 });
  expect(await faultsOf(id)).toEqual([[3, '本文件内重复，同第 2 行']]);
});

it('enters two with codes of their own, or of two kinds, though they are called alike at one address', async () => {
  const { counts } = await office.upload(office.xinshi, csv(line('同名店', { 统一社会信用代码: code(30) }), line('同名店', { 统一社会信用代码: code(31) }), line('同名店', { 统一社会信用代码: code(30), 类别: '商铺' })));
  expect(counts).toMatchObject({ create: 3, faulty: 0 });
});
