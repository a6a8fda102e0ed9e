import { Client } from 'pg';
import { stringify } from 'csv-stringify/sync';
import { makeCreditCode } from '@moduan/schema/codes';
import { SecretBox, verifyAudit } from '@moduan/kernel';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { definitions } from './composition';
import { holdLock, rowsOf } from './testing/held-lock';
import { openImportOffice, type ImportOffice } from './testing/import-office';
import { dataOf, testKeys } from './testing/open-city';

let office: ImportOffice;
beforeAll(async () => {
  office = await openImportOffice(inject('postgresUrl'), 'import_parts');
});
afterAll(() => office.gateway.close());

/** More than two parts of a file. */
const MANY = 2300;
const TOWN = '430681102';
const code = makeCreditCode({ division: '430681', body: 'PA000001' });
type Line = Readonly<Record<'企业名称' | '统一社会信用代码' | '地址' | '类别' | '所在区域' | '负责人手机' | '法定代表人', string>>;
const linesOf = (name: string): Line[] =>
  Array.from({ length: MANY }, (_, i) => ({ 企业名称: `${name}第${i}店`, 统一社会信用代码: '', 地址: `${name}${i}号`, 类别: '商铺', 所在区域: TOWN, 负责人手机: '13912345678', 法定代表人: i % 500 ? '' : `${name}某` }));
const csv = (lines: readonly Line[]) => stringify([...lines], { header: true });
const url = () => office.gateway.city.url;
const entered = async (name: string) => Number((await rowsOf(url(), 'select count(*) from enterprises.premises where name like $1', [`${name}%`]))[0]!.count);
const asOwner = async (statement: string) => void (await rowsOf(url(), statement));

it('finds what comes again in another part, and takes no row for the same as one that it has just written', async () => {
  const lines = linesOf('甲');
  lines[MANY - 1] = { ...lines[0]! };
  lines[1] = { ...lines[1]!, 统一社会信用代码: code };
  lines[MANY - 2] = { ...lines[MANY - 2]!, 统一社会信用代码: code, 类别: '企业' };
  const run = await office.upload(office.xinshi, csv(lines));
  expect(run).toMatchObject({ state: 'CHECKED', counts: { rows: MANY, create: MANY - 1, faulty: 1, duplicate: 0 } });
  const [row] = await office.rows(office.xinshi, run.id, ['FAULTY']);
  expect(row).toMatchObject({ number: MANY + 1, faults: [{ message: '本文件内重复，同第 2 行' }] });
  expect(dataOf(await office.write(office.xinshi, run.id, 'GOOD')).run).toMatchObject({ state: 'WRITTEN' });
  expect(await entered('甲')).toBe(MANY - 1);
  expect(await rowsOf(url(), 'select count(distinct operator_id)::int as operators, count(*)::int as premises from enterprises.premises where credit_code = $1', [code])).toEqual([{ operators: 1, premises: 2 }]);
});

it('gives every record of every part its chained entry, and hides personal data in every line', async () => {
  const [counts] = await rowsOf(url(), `select (select count(*)::int from enterprises.premises) as premises,
    (select count(distinct record_id)::int from enterprises.audit where action = 'premises.create' and sequence = 1 and mac is not null) as entries,
    (select count(*)::int from enterprises.audit where action = 'operator.amend') as operators`);
  expect(counts).toEqual({ premises: MANY - 1, entries: MANY - 1, operators: 5 });
  expect(await rowsOf(url(), "select count(*)::int as open from enterprises.import_row where cells::text like '%13912345678%'")).toEqual([{ open: 0 }]);
  const owner = new Client({ connectionString: url() });
  await owner.connect();
  expect(await verifyAudit(owner, { ownerUrl: url(), secrets: new SecretBox(testKeys) }, definitions).finally(() => owner.end())).toMatchObject({ findings: [] });
});

it('amends what is there in every part, locked in one order wherever it stands in the file', async () => {
  const lines = linesOf('甲').slice(2, MANY - 2).map((line) => ({ ...line, 负责人手机: '13812345679' }));
  const { id, counts } = await office.upload(office.xinshi, csv(lines.toReversed()));
  expect(counts).toMatchObject({ amend: MANY - 4, create: 0 });
  const [first] = await rowsOf(url(), 'select id from enterprises.premises where name = $1', [lines[0]!.企业名称]);
  const held = await holdLock(url(), 'select 1 from enterprises.premises where id = $1 for update', [first!.id]);
  const writing = office.write(office.xinshi, id);
  await held.untilWaiting(1, 'enterprises');
  // Nothing of the parts before it is locked yet: whoever holds this one and wants those gets them.
  const [others] = await rowsOf(url(), "select count(*)::int as free from (select 1 from enterprises.premises where name like '甲%' for update skip locked) as its");
  expect(others!.free).toBe(MANY - 2);
  await held.release();
  expect(dataOf(await writing).run).toMatchObject({ state: 'WRITTEN' });
  expect(await rowsOf(url(), "select version, count(*)::int as premises from enterprises.premises where responsible_phone_masked = '138****5679' group by version")).toEqual([{ version: 2, premises: MANY - 4 }]);
});

it('gives what a file says of an operator to the one that its code brings, beside rows that are new', async () => {
  const line: Line = { ...linesOf('丙')[0]!, 法定代表人: '丙某' };
  await office.take(office.xinshi, csv([line]));
  const own = makeCreditCode({ division: '430681', body: 'PA000002' });
  const { id, counts } = await office.upload(office.xinshi, csv([{ ...line, 统一社会信用代码: own, 法定代表人: '丁某' }, ...linesOf('丁').slice(0, 50)]));
  expect(counts).toMatchObject({ duplicate: 1, create: 50 });
  dataOf(await office.xinshi.ask('mutation D($i: DecideImportInput!) { run: decideEnterprisesImportRows(input: $i) { id } }', { i: { id, rows: [{ number: 2, decision: 'SAME' }] } }));
  dataOf(await office.write(office.xinshi, id, 'ALL'));
  expect(await rowsOf(url(), 'select operator.credit_code as code, legal_representative as person from enterprises.premises join enterprises.operator on operator.id = operator_id where premises.name = $1', [line.企业名称])).toEqual([{ code: own, person: '丁某' }]);
  expect(await rowsOf(url(), "select legal_representative as person from enterprises.operator where name = $1 and credit_code is null", [line.企业名称])).toEqual([{ person: '丙某' }]);
});

it('leaves nothing of a file whose last part fails, says why, and writes it once when it can', async () => {
  await asOwner("create unique index premises_unique_address on enterprises.premises (address) where address like '乙%'");
  const lines = linesOf('乙');
  lines[MANY - 1] = { ...lines[MANY - 1]!, 地址: lines[MANY - 2]!.地址 };
  const { id } = await office.upload(office.xinshi, csv(lines), 'second.csv');
  const refused = await office.write(office.xinshi, id, 'ALL');
  expect(refused.errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', details: { fields: [{ path: 'address' }] } } }]);
  expect(await entered('乙')).toBe(0);
  expect(await rowsOf(url(), "select count(*)::int as left from enterprises.audit where reason like 'second.csv%'")).toEqual([{ left: 0 }]);
  expect((await office.find(office.xinshi, id)).state).toBe('CHECKED');
  await asOwner('drop index enterprises.premises_unique_address');
  for (const _ of [1, 2]) expect(dataOf(await office.write(office.xinshi, id, 'ALL')).run).toMatchObject({ state: 'WRITTEN' });
  expect(await entered('乙')).toBe(MANY);
});
