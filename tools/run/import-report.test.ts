import { describe, expect, it } from 'vitest';
import { placeOf, reportOf, sampleOf } from './import-report.mjs';

const proposal = (value: string) => ({ field: 'areaCode', value, label: `area ${value}`, reason: 'named in the address', certainty: 'CERTAIN' });
const rows = [
  { number: 2, outcome: 'CREATE', cells: ['甲', '新市镇八里村'], faults: [], proposals: [proposal('430681102'), proposal('430681102203')] },
  { number: 3, outcome: 'CREATE', cells: ['乙', '新市镇'], faults: [], proposals: [proposal('430681102')] },
  { number: 4, outcome: 'FAULTY', cells: ['丙', '？'], faults: [{ field: 'code', value: '91X', message: '“91X”不是信用代码' }], proposals: [] },
  { number: 5, outcome: 'FAULTY', cells: ['丁', '？'], faults: [{ field: 'code', value: '92Y', message: '“92Y”不是信用代码' }], proposals: [] },
];
const columns = [
  { index: 0, letter: 'A', heading: '名称', field: 'name' },
  { index: 1, letter: 'B', heading: '地址', field: 'address' },
];
const run = {
  fileName: 'ledger.csv', state: 'CHECKED', refusal: null, createdByName: 'somebody', columns, rows,
  counts: { rows: 4, create: 2, amend: 0, unchanged: 0, faulty: 2, faults: 2, duplicate: 0, elsewhere: 0, skipped: 0 },
};

describe('the report on an import', () => {
  it('counts a town once, however exactly the row was placed', () => {
    const report = reportOf(run);
    expect(report).toContain('town proposed：2（50.0 %）');
    expect(report).toContain('village proposed：1（25.0 %）');
  });

  it('puts faults of the same reason together, whatever the value', () => expect(reportOf(run)).toMatch(/2 {2}“…”不是信用代码/));

  it('says why a whole file was refused', () => expect(reportOf({ ...run, refusal: '编码不明' })).toContain('refused：编码不明'));

  it('lists drawn rows with their most exact place', () => {
    expect(sampleOf(run, rows.filter(placeOf)).trim().split('\n')[1]).toBe('2\t新市镇八里村\t430681102203\tarea 430681102203\tnamed in the address\tCERTAIN');
  });
});
