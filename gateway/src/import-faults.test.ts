import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DAMAGES, damaged } from '../../tools/demo/damaged-ledger';
import { ledgerCsv, makeLedger, type LedgerLine } from '../../tools/demo/ledger';
import { holdLock, rowsOf } from './testing/held-lock';
import { openImportOffice, type ImportOffice, type Run } from './testing/import-office';
import { dataOf } from './testing/open-city';

let office: ImportOffice;
beforeAll(async () => {
  office = await openImportOffice(inject('postgresUrl'), 'import_faults');
});
afterAll(() => office.gateway.close());

const database = () => office.gateway.city.url;
/** Rows of the main town, with codes of their own. */
const sound = (seed: number, count: number) => makeLedger(seed).filter(({ vice }) => vice === 'town and village' || vice === 'town alone').slice(0, count);
const faulty = ({ row, ...line }: LedgerLine): LedgerLine => ({ ...line, row: { ...row, 企业名称: '' } });
const premises = async () => Number((await rowsOf(database(), 'select count(*) from enterprises.premises'))[0]!.count);
const writesOf = (id: string) => rowsOf(database(), "select id from enterprises.audit where record_id = $1 and action = 'premises.import'", [id]);

describe('a damaged file', () => {
  it.each(DAMAGES)('%s: is refused as a whole or by its rows, with the reason, and nothing is written', async (damage) => {
    const before = await premises();
    const { name, content, refused } = damaged(damage, sound(1, 6));
    const run = await office.upload(office.xinshi, content, name);
    expect(await premises()).toBe(before);
    if (refused === 'file') {
      expect(run).toMatchObject({ state: 'REFUSED', refusal: expect.stringMatching(/\p{Script=Han}{2}/u) });
      expect((await office.write(office.xinshi, run.id, 'GOOD')).errors).toMatchObject([{ extensions: { code: 'ILLEGAL_TRANSITION' } }]);
      return;
    }
    expect(run.state).toBe('CHECKED');
    const rows = await office.rows(office.xinshi, run.id, ['FAULTY']);
    expect(rows).toHaveLength(refused === 'rows' ? 1 : 0);
    for (const { faults } of rows) expect(faults[0]).toMatchObject({ message: expect.stringMatching(/\p{Script=Han}{2}/u) });
    expect(run.counts).toMatchObject({ rows: 6 + (damage === 'formula' ? 1 : 0), faulty: rows.length });
  }, 60_000);
});

describe('writing', () => {
  it('everything is refused while rows are at fault, and writes nothing; the good rows can be written alone', async () => {
    const lines = sound(2, 4);
    const before = await premises();
    const { id } = await office.upload(office.xinshi, ledgerCsv([faulty(lines[0]!), ...lines.slice(1)]));
    expect((await office.write(office.xinshi, id, 'ALL')).errors).toMatchObject([{ extensions: { code: 'CONFLICT', details: { count: 1 } } }]);
    expect(await premises()).toBe(before);
    expect((await office.find(office.xinshi, id)).state).toBe('CHECKED');
    expect(dataOf(await office.write(office.xinshi, id, 'GOOD')).run).toMatchObject({ state: 'WRITTEN', writtenAt: expect.any(String) });
    expect(await premises()).toBe(before + 3);
  });

  it('everything is possible once the faults have been corrected in the wizard', async () => {
    const lines = sound(3, 3);
    const before = await premises();
    const { id } = await office.upload(office.xinshi, ledgerCsv([faulty(lines[0]!), ...lines.slice(1)]));
    const correct = 'mutation C($i: CorrectImportInput!) { run: correctEnterprisesImportRows(input: $i) { state counts { create faulty } } }';
    expect(dataOf(await office.xinshi.ask(correct, { i: { id, rows: [{ number: 2, field: 'name', value: '汨罗市改正厂' }] } })).run).toEqual({ state: 'CHECKED', counts: { create: 3, faulty: 0 } });
    dataOf(await office.write(office.xinshi, id, 'ALL'));
    expect(await premises()).toBe(before + 3);
  });

  it('twice, one after the other or at once, has one effect', async () => {
    const before = await premises();
    const { id } = await office.upload(office.xinshi, ledgerCsv(sound(4, 5)));
    const held = await holdLock(database(), 'select 1 from enterprises.import_run where id = $1 for update', [id]);
    const both = [office.write(office.xinshi, id), office.write(office.xinshi, id)];
    await held.untilWaiting(2, 'enterprises');
    await held.release();
    for (const answer of await Promise.all(both)) expect(dataOf(answer).run).toMatchObject({ state: 'WRITTEN' });
    expect(dataOf(await office.write(office.xinshi, id)).run).toMatchObject({ state: 'WRITTEN' });
    expect(await premises()).toBe(before + 5);
    expect(await writesOf(id)).toHaveLength(1);
  });

  it.each([['with codes', (code: string) => code], ['without codes', () => '']])('two files with the same rows at once makes each premises once, %s', async (which, codeOf) => {
    const before = await premises();
    const same = sound(which === 'with codes' ? 5 : 7, 5).map(({ row, ...line }) => ({ ...line, row: { ...row, 统一社会信用代码: codeOf(row.统一社会信用代码) } }));
    const runs = [await office.upload(office.xinshi, ledgerCsv(same)), await office.upload(office.bureau, ledgerCsv(same))];
    const held = await holdLock(database(), 'lock table enterprises.operator in share row exclusive mode', []);
    const both = [office.write(office.xinshi, runs[0]!.id), office.write(office.bureau, runs[1]!.id)];
    await held.untilWaiting(2, 'enterprises');
    await held.release();
    for (const answer of await Promise.all(both)) expect(dataOf(answer).run).toMatchObject({ state: 'WRITTEN' });
    expect(await premises()).toBe(before + 5);
  });

  it.each([
    ['abandon', 'abandonEnterprisesImport', 'AbandonImportInput', {}],
    ['correct', 'correctEnterprisesImportRows', 'CorrectImportInput', { rows: [{ number: 2, field: 'name', value: '汨罗市迟到厂' }] }],
    ['decide', 'decideEnterprisesImportRows', 'DecideImportInput', { rows: [{ number: 2, decision: 'SKIP' }] }],
    ['map', 'mapEnterprisesImport', 'MapImportInput', { columns: [{ index: 5, field: null }] }],
  ])('can not be undone by somebody who comes to %s the same file at the same moment', async (step, mutation, type, rest) => {
    const lines = sound(['abandon', 'correct', 'decide', 'map'].indexOf(step) + 10, 3);
    const { id } = await office.upload(office.xinshi, ledgerCsv(lines));
    const held = await holdLock(database(), 'select 1 from enterprises.import_run where id = $1 for update', [id]);
    const write = office.write(office.xinshi, id);
    await held.untilWaiting(1, 'enterprises');
    const late = office.bureau.ask(`mutation L($i: ${type}!) { run: ${mutation}(input: $i) { state } }`, { i: { id, ...rest } });
    await held.untilWaiting(2, 'enterprises');
    await held.release();
    expect(dataOf(await write).run).toMatchObject({ state: 'WRITTEN' });
    expect((await late).errors).toMatchObject([{ extensions: { code: 'ILLEGAL_TRANSITION' } }]);
    expect((await office.find(office.xinshi, id)).state).toBe('WRITTEN');
  });
});

describe('a file of another town', () => {
  let run: Run;
  beforeAll(async () => {
    run = await office.upload(office.xinshi, ledgerCsv(sound(6, 3)));
  });

  it.each([
    ['read', 'query R($i: ID!) { enterprisesImport(id: $i) { id } }', undefined],
    ['map', 'mutation R($i: MapImportInput!) { mapEnterprisesImport(input: $i) { id } }', { columns: [] }],
    ['correct', 'mutation R($i: CorrectImportInput!) { correctEnterprisesImportRows(input: $i) { id } }', { rows: [] }],
    ['decide', 'mutation R($i: DecideImportInput!) { decideEnterprisesImportRows(input: $i) { id } }', { rows: [] }],
    ['write', 'mutation R($i: WriteImportInput!) { writeEnterprisesImport(input: $i) { id } }', { take: 'GOOD' }],
    ['abandon', 'mutation R($i: AbandonImportInput!) { abandonEnterprisesImport(input: $i) { id } }', {}],
  ])('is not there to %s', async (_step, document, rest) => {
    const { errors } = await office.baishui.ask(document, { i: rest ? { id: run.id, ...rest } : run.id });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('is not among the uploads, and its faults can not be fetched', async () => {
    const { runs } = dataOf(await office.baishui.ask('{ runs: enterprisesImports(register: "premisesList") { id } }'));
    expect((runs as Run[]).map(({ id }) => id)).not.toContain(run.id);
    const faults = `/imports/enterprises/${run.id}/faults.xlsx`;
    const refused = await office.baishui.fetch(faults);
    expect([refused.status, await refused.json()]).toMatchObject([404, { code: 'NOT_FOUND' }]);
    const given = await office.xinshi.fetch(faults);
    expect(given.status).toBe(200);
    expect((await given.arrayBuffer()).byteLength).toBeGreaterThan(1000);
    expect((await office.find(office.xinshi, run.id)).state).toBe('CHECKED');
  });
});
