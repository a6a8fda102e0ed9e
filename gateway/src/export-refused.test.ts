import { Summary } from '@moduan/kernel/reading/summary';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { openGateway, type Gateway } from './testing/open-gateway';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'export_refused');
});
afterAll(() => gateway.close());

it('answers that the figures of a workbook can not be counted, and begins no file', async () => {
  const first = await gateway.signIn('first');
  const total = vi.spyOn(Summary.prototype, 'total').mockRejectedValueOnce(new Error('canceling statement due to statement timeout'));
  const answer = await first.fetch('/exports/offices/units.xlsx');
  expect([answer.status, await answer.json()]).toMatchObject([500, { code: 'INTERNAL' }]);
  expect(total).toHaveBeenCalledOnce();
  const file = await first.fetch('/exports/offices/units.xlsx');
  expect([file.status, (await file.arrayBuffer()).byteLength]).toEqual([200, expect.any(Number)]);
});
