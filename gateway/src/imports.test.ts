import { tidyCode } from '@moduan/schema/codes';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ledgerCsv, makeLedger, type LedgerLine } from '../../tools/demo/ledger';
import { rowsOf } from './testing/held-lock';
import { openImportOffice, type ImportOffice } from './testing/import-office';
import { dataOf } from './testing/open-city';
import type { Visitor } from './testing/open-gateway';

const XINSHI = '430681102';
let office: ImportOffice;
beforeAll(async () => {
  office = await openImportOffice(inject('postgresUrl'), 'imports');
});
afterAll(() => office.gateway.close());

/** Every ledger has codes of its own; its last row repeats an earlier one. */
const ledger = (seed: number) => {
  const lines = makeLedger(seed);
  return { lines: lines.slice(0, -1), csv: ledgerCsv(lines) };
};
const codesOf = (lines: readonly LedgerLine[]) => lines.map(({ row }) => tidyCode(row.统一社会信用代码));
const stored = (lines: readonly LedgerLine[]) =>
  rowsOf(office.gateway.city.url, 'select id, version, name, area_code, credit_code, created_by_name from enterprises.premises where credit_code = any($1)', [codesOf(lines)]);
const one = async (visitor: Visitor, code: string, fields: string) => {
  const { list } = dataOf(await visitor.ask(`query Q($c: String!) { list: premisesList(filter: { creditCode: { is: $c } }) { nodes { id version ${fields} } } }`, { c: code }));
  return (list as { nodes: { id: string; version: number }[] }).nodes[0]!;
};

describe('staff of a town', () => {
  it('take in their own rows and those of no known place; rows of other towns belong elsewhere and are not written', async () => {
    const { lines, csv } = ledger(1);
    const others = lines.filter(({ town }) => town && town !== XINSHI);
    const { id, counts } = await office.upload(office.xinshi, csv);
    expect(counts).toMatchObject({ rows: lines.length + 1, create: lines.length - others.length, elsewhere: others.length, faulty: 1, amend: 0, unchanged: 0 });
    expect(dataOf(await office.write(office.xinshi, id, 'GOOD')).run).toMatchObject({ state: 'WRITTEN' });
    const written = await stored(lines);
    expect(written).toHaveLength(lines.length - others.length);
    expect(written.filter(({ area_code }) => !String(area_code).startsWith(XINSHI))).toEqual([]);
    expect(await stored(others)).toEqual([]);
  });

  it('learn of a code that is registered elsewhere only that it is', async () => {
    const { lines, csv } = ledger(2);
    await office.take(office.bureau, csv);
    const theirs = lines.find(({ vice }) => vice === 'another town')!;
    const [known] = await stored([theirs]);
    const mine = ledgerCsv([{ vice: '', row: { ...theirs.row, 企业名称: '汨罗市我的新厂', 注册地址: '汨罗市新市镇八里村1组', 法人代表: 'N/A' } }]);
    const { id, counts } = await office.upload(office.xinshi, mine);
    expect(counts).toMatchObject({ rows: 1, elsewhere: 1 });
    const [row] = await office.rows(office.xinshi, id);
    expect(row).toMatchObject({ outcome: 'ELSEWHERE', match: null, becomes: [], faults: [], proposals: [{ field: 'creditCode', value: null, label: '' }] });
    const told = JSON.stringify({ ...row, cells: [] });
    for (const secret of [known!.id, known!.name, known!.area_code, '白水']) expect(told).not.toContain(secret);
    dataOf(await office.write(office.xinshi, id, 'GOOD'));
    expect(await stored([theirs])).toEqual([known]);
  });

  it('learn no more of it when they enter it by hand', async () => {
    const { lines, csv } = ledger(3);
    await office.take(office.bureau, csv);
    const [known] = await stored(lines.filter(({ vice }) => vice === 'another town').slice(0, 1));
    const input = { name: '汨罗市我的新厂', kind: 'ENTERPRISE', areaCode: XINSHI, creditCode: known!.credit_code };
    const { errors } = await office.xinshi.ask('mutation C($i: CreatePremisesInput!) { createPremises(input: $i) { id } }', { i: input });
    expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT', details: {} } }]);
    for (const secret of [known!.id, known!.name, known!.area_code]) expect(JSON.stringify(errors)).not.toContain(secret);
  });

  it('are not stopped by a code whose premises elsewhere has ended: the row is told apart, the others are written', async () => {
    const { lines, csv } = ledger(4);
    await office.take(office.bureau, csv);
    const theirs = lines.find(({ vice }) => vice === 'another town')!;
    const { id, version } = await one(office.bureau, theirs.row.统一社会信用代码, '');
    dataOf(await office.bureau.ask('mutation E($i: EndPremisesInput!) { endPremises(input: $i) { id } }', { i: { id, version, reason: '搬走' } }));
    const [fresh] = makeLedger(40).filter(({ vice }) => vice === 'town and village');
    const run = await office.upload(office.xinshi, ledgerCsv([fresh!, { ...theirs, row: { ...theirs.row, 注册地址: fresh!.row.注册地址 } }]));
    await office.write(office.xinshi, run.id, 'GOOD');
    expect(await stored([fresh!])).toHaveLength(1);
  });
});

describe('the bureau', () => {
  it('takes in everything, each row in the place that its address says', async () => {
    const { lines, csv } = ledger(5);
    expect((await office.take(office.bureau, csv)).counts).toMatchObject({ create: lines.length, elsewhere: 0, faulty: 1 });
    const places = new Map((await stored(lines)).map(({ credit_code, area_code }) => [credit_code, area_code]));
    expect(places.size).toBe(lines.length);
    for (const { row, town, village } of lines)
      expect([row.注册地址, places.get(tidyCode(row.统一社会信用代码))]).toEqual([row.注册地址, village ?? town ?? '430681']);
  });

  it('finds nothing to do in the same file again, also after its rows were moved, graded and corrected', async () => {
    const { lines, csv } = ledger(6);
    await office.take(office.bureau, csv);
    const again = async () => (await office.upload(office.bureau, csv)).counts;
    const nothing = { create: 0, amend: 0, unchanged: lines.length, duplicate: 0, elsewhere: 0, faulty: 1 };
    expect(await again()).toMatchObject(nothing);
    const act = async (action: string, line: LedgerLine, change: object) => {
      const { id, version } = await one(office.bureau, line.row.统一社会信用代码, '');
      dataOf(await office.bureau.ask(`mutation A($i: ${action[0]!.toUpperCase()}${action.slice(1)}PremisesInput!) { ${action}Premises(input: $i) { id } }`, { i: { id, version, ...change } }));
    };
    const [moved, graded, placed] = [lines[30]!, lines[31]!, lines.find(({ vice, row }) => vice === 'road only' && tidyCode(row.统一社会信用代码) === row.统一社会信用代码)!];
    await act('transfer', moved, { areaCode: '430681104209', reason: '移交' });
    await act('transfer', placed, { areaCode: '430681102206', reason: '落位' });
    await act('grade', graded, { stars: 4, reason: '评定' });
    await act('amend', graded, { employees: 12, status: 'IN_OPERATION' });
    expect(await again()).toMatchObject(nothing);
    expect(await stored([moved])).toMatchObject([{ area_code: '430681104209' }]);
  });
});

describe('what was imported', () => {
  it('says by whom and from which line of which file, on every row', async () => {
    const { lines, csv } = ledger(7);
    await office.take(office.xinshi, csv, '新市镇 台账.csv');
    const mine = lines.filter(({ town }) => !town || town === XINSHI);
    const { list } = dataOf(await office.xinshi.ask('query Q($ids: [ID!]) { list: premisesList(first: 200, filter: { ids: $ids }) { nodes { creditCode createdByName history { action actorName reason } } } }', { ids: (await stored(mine)).map(({ id }) => id) }));
    const { nodes } = list as { nodes: { creditCode: string; createdByName: string; history: object[] }[] };
    expect(nodes).toHaveLength(mine.length);
    for (const { creditCode, createdByName, history } of nodes) {
      const line = makeLedger(7).findIndex(({ row }) => tidyCode(row.统一社会信用代码) === creditCode) + 2;
      expect([createdByName, history]).toEqual(['xinshi', [{ action: 'premises.create', actorName: 'xinshi', reason: `新市镇 台账.csv · ${line}` }]]);
    }
  });

  it('stands in the history of uploads, newest first, for the town and for those above it', async () => {
    const { csv } = ledger(8);
    const { id } = await office.take(office.xinshi, csv, 'eighth.csv');
    const uploads = 'query U { runs: enterprisesImports(register: "premisesList", first: 3) { id fileName state createdByName createdAt writtenAt counts { rows } } }';
    for (const visitor of [office.xinshi, office.bureau]) {
      const { runs } = dataOf(await visitor.ask(uploads)) as { runs: { createdAt: string }[] };
      expect(runs[0]).toMatchObject({ id, fileName: 'eighth.csv', state: 'WRITTEN', createdByName: 'xinshi', writtenAt: expect.any(String), counts: { rows: 91 } });
      expect(runs.map(({ createdAt }) => createdAt)).toEqual(runs.map(({ createdAt }) => createdAt).sort().reverse());
    }
  });

  it('can not become a formula in a file that leaves the house, and comes back as it was', async () => {
    const names = ["=cmd|' /C calc'!A0", '+1+1', '-2+3', '@SUM(A1)', '＝1+1'];
    const enter = 'mutation C($i: CreatePremisesInput!) { made: createPremises(input: $i) { id } }';
    const ids: string[] = [];
    for (const name of names) ids.push((dataOf(await office.xinshi.ask(enter, { i: { name, kind: 'SHOP', areaCode: XINSHI, address: '八里村' } })).made as { id: string }).id);
    const leave = (format: string) => office.xinshi.fetch(`/exports/enterprises/premisesList.${format}?filter=${encodeURIComponent(JSON.stringify({ ids }))}&columns=name,kind,areaCode,address`);
    const csv = await (await leave('csv')).text();
    expect(csv.trim().split(/\r?\n/).slice(1).map((line) => line.replace(/^"/, '')[0])).toEqual(names.map(() => "'"));
    expect((await office.upload(office.xinshi, csv)).counts).toMatchObject({ rows: names.length, unchanged: names.length });
    const xlsx = Buffer.from(await (await leave('xlsx')).arrayBuffer());
    expect((await office.upload(office.xinshi, xlsx, 'list.xlsx')).counts).toMatchObject({ rows: names.length, faulty: 0, unchanged: names.length });
  });

  it('is refused where the file itself brings a formula', async () => {
    const [line] = makeLedger(9);
    const { id, counts } = await office.upload(office.xinshi, ledgerCsv([{ ...line!, row: { ...line!.row, 企业名称: "=cmd|' /C calc'!A0" } }]));
    expect(counts).toMatchObject({ rows: 1, faulty: 1 });
    expect((await office.rows(office.xinshi, id))[0]!.faults).toMatchObject([{ field: 'name', message: expect.stringContaining('公式') }]);
  });
});
