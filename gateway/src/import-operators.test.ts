import { stringify } from 'csv-stringify/sync';
import { makeCreditCode } from '@moduan/schema/codes';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { rowsOf } from './testing/held-lock';
import { openImportOffice, type ImportOffice } from './testing/import-office';
import { dataOf } from './testing/open-city';
import { appoint } from './testing/staff';

let office: ImportOffice;
beforeAll(async () => {
  office = await openImportOffice(inject('postgresUrl'), 'import_operators');
});
afterAll(() => office.gateway.close());

const code = (i: number) => makeCreditCode({ division: '430681', body: `PA${String(i).padStart(6, '0')}` });
type Line = Readonly<Record<'企业名称' | '统一社会信用代码' | '地址' | '类别' | '法定代表人' | '注册资金' | '经营范围' | '注册日期', string>>;
const line = (name: string, values: Partial<Line> = {}): Line => ({ 企业名称: name, 统一社会信用代码: '', 地址: `${name}路1号`, 类别: '企业', 法定代表人: '', 注册资金: '', 经营范围: '', 注册日期: '', ...values });
const csv = (...lines: readonly Line[]) => stringify([...lines], { header: true });
const between = (name: string) => Array.from({ length: 1200 }, (_, i) => line(`${name}${i}店`));
const operator = async (i: number) => (await rowsOf(office.gateway.city.url, 'select legal_representative as who, registered_capital as capital, business_scope as scope, version from enterprises.operator where credit_code = $1', [code(i)]))[0];
const reasons = async (i: number) => (await rowsOf(office.gateway.city.url, "select reason from enterprises.audit where action = 'operator.amend' and record_id = (select id::text from enterprises.operator where credit_code = $1) order by sequence", [code(i)])).map(({ reason }) => reason);
const faultsOf = async (id: string) => (await office.rows(office.xinshi, id, ['FAULTY'])).map(({ number, faults }) => [number, ...faults.map(({ field, message }) => `${field} ${message}`)]);
const pair = (i: number, first: Partial<Line>, second: Partial<Line>) =>
  [line(`店${i}`, { 统一社会信用代码: code(i), ...first }), line(`店${i}`, { 统一社会信用代码: code(i), 地址: `别路${i}号`, 类别: '商铺', ...second })] as const;

it('keeps what each of two premises says of their operator, and names the rows that say it', async () => {
  await office.take(office.xinshi, csv(...pair(1, { 法定代表人: '甲某' }, { 注册资金: '100万元', 法定代表人: '甲某' })), 'a.csv');
  expect(await operator(1)).toMatchObject({ who: '甲某', capital: '100万元', version: 2 });
  expect(await reasons(1)).toEqual(['a.csv · 2；a.csv · 3']);
  const [first, second] = pair(2, { 法定代表人: '甲某' }, { 注册资金: '100万元' });
  await office.take(office.xinshi, csv(first, ...between('甲'), second), 'b.csv');
  expect(await operator(2)).toMatchObject({ who: '甲某', capital: '100万元', version: 3 });
  expect(await reasons(2)).toEqual(['b.csv · 2', 'b.csv · 1203']);
});

const SCOPE = '烟花爆竹零售；日用百货、五金交电、农副产品的批发与零售；餐饮服务';
it.each([
  ['in one part', []],
  ['in two parts', between('乙')],
])('refuses the later of two rows that contradict each other about one operator, %s', async (_where, more) => {
  const [first, second] = pair(3, { 法定代表人: '甲某', 经营范围: SCOPE }, { 法定代表人: '乙某', 经营范围: `${SCOPE}。` });
  const { id, counts } = await office.upload(office.xinshi, csv(first, ...more, second));
  expect(counts).toMatchObject({ create: 1 + more.length, faulty: 1 });
  const otherwise = (field: string, label: string) => `${field} 第 2 行给同一经营主体写的${label}与此不同，请改成一致或只填一行`;
  expect(await faultsOf(id)).toEqual([[3 + more.length, otherwise('legalRepresentative', '法定代表人'), otherwise('businessScope', '经营范围')]]);
});

it('knows the operator of premises that are there already, by name as by code', async () => {
  await office.take(office.xinshi, csv(...pair(4, { 法定代表人: '甲某' }, {})));
  const [byName, byCode] = pair(4, { 统一社会信用代码: '', 法定代表人: '丙某' }, { 法定代表人: '丁某' });
  const { id, counts } = await office.upload(office.xinshi, csv(byName, byCode));
  expect(counts).toMatchObject({ amend: 1, faulty: 1 });
  expect((await faultsOf(id)).map(([number]) => number)).toEqual([3]);
});

it('leaves an operator as it is of whom the file says nothing new', async () => {
  const [first, second] = pair(5, { 法定代表人: '甲某', 注册日期: '2020-01-31' }, { 法定代表人: '甲某', 注册日期: '2020-01-31' });
  await office.take(office.xinshi, csv(first, ...between('丙'), second), 'c.csv');
  expect(await rowsOf(office.gateway.city.url, 'select count(*)::int as premises from enterprises.premises where credit_code = $1', [code(5)])).toEqual([{ premises: 2 }]);
  expect(await operator(5)).toMatchObject({ version: 2 });
  expect(await reasons(5)).toEqual(['c.csv · 2']);
});

it('changes no operator through another premises of it for those who may not by hand', async () => {
  const [first, second] = pair(6, { 法定代表人: '甲某' }, { 法定代表人: '乙某' });
  await office.take(office.xinshi, csv(first));
  const clerk = await appoint(office.gateway, await office.gateway.signIn('first'), { username: 'clerk', areaCode: '430681102', permissions: ['premises.read', 'premises.create', 'premises.amend', 'premises.import'] });
  const enterAnew = async (row: Line) => {
    const { id } = await office.upload(clerk, csv(row));
    dataOf(await clerk.ask('mutation D($i: DecideImportInput!) { run: decideEnterprisesImportRows(input: $i) { id } }', { i: { id, rows: [{ number: 2, decision: 'NEW' }] } }));
    return (await office.rows(clerk, id)).map(({ outcome, faults }) => [outcome, ...faults.map(({ field }) => field)]);
  };
  expect(await enterAnew(second)).toEqual([['FAULTY', 'legalRepresentative']]);
  expect(await enterAnew({ ...second, 法定代表人: '甲某' })).toEqual([['CREATE']]);
});
