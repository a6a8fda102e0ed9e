import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { placementIndex, propose } from '@moduan/enterprises/placement/propose';
import { openTable } from '@moduan/kernel/import/reading/open-table';
import { creditCodeFault, tidyCode } from '@moduan/schema/codes';
import { describe, expect, it } from 'vitest';
import { areaNames, divisions } from './areas';
import { DAMAGES, damaged, ledgerXlsx } from './damaged-ledger';
import { LEDGER_COLUMNS, ledgerCsv, makeLedger } from './ledger';

const lines = makeLedger();
const recognise = (heading: string) => (LEDGER_COLUMNS as readonly string[]).includes(heading);

async function readAll(content: Readable) {
  const table = await openTable(content, { recognise });
  const rows = [];
  try {
    for await (const row of table.rows) rows.push(row);
  } finally {
    await table.close();
  }
  return { headings: table.headings, rows };
}

describe('the made ledger', () => {
  it('is the same for the same seed and has the vices of real ones', () => {
    expect(makeLedger()).toEqual(lines);
    expect(new Set(lines.map(({ vice }) => vice)).size).toBe(16);
    expect(lines.every(({ row }) => creditCodeFault(tidyCode(row.统一社会信用代码)) === undefined)).toBe(true);
    expect(new Set(lines.map(({ row }) => tidyCode(row.统一社会信用代码))).size).toBe(lines.length - 1);
  });
  it('leads to the places that it was made for, and to no other', () => {
    const index = placementIndex(divisions(), areaNames());
    for (const { row, vice, town, village } of lines) {
      const placement = propose(row.注册地址, index);
      expect([placement.town?.code, placement.village?.code], `${vice}: ${row.注册地址}`).toEqual([town, village]);
    }
  });
  it('is read alike as CSV and as XLSX', async () => {
    const [csv, xlsx] = [await readAll(Readable.from([Buffer.from(ledgerCsv(lines))])), await readAll(ledgerXlsx(lines))];
    expect(csv.headings).toEqual([...LEDGER_COLUMNS]);
    expect(csv).toEqual(xlsx);
    expect(csv.rows).toHaveLength(lines.length);
  });
});

describe('a damaged copy', () => {
  it.each(DAMAGES)('%s', async (damage) => {
    const { content, refused } = damaged(damage, lines);
    const result = await readAll(Readable.from([await buffer(content)])).catch((error: unknown) => error as Error);
    if (refused === 'file') return expect(result).toMatchObject({ name: 'ImportRefused', label: { zh: expect.any(String), en: expect.any(String) } });
    expect(result).not.toBeInstanceOf(Error);
    expect((result as { rows: unknown[] }).rows.length).toBe(lines.length + (damage === 'formula' ? 1 : 0));
  }, 60_000);
});
