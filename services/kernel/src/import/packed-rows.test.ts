import { expect, it } from 'vitest';
import { PackedRows } from './packed-rows';

const row = (number: number) => ({ number, matchId: number % 2 ? null : `id ${number}`, becomes: { name: '一店', employees: number, tags: ['A', 'B'], open: true, boundary: { type: 'Point', coordinates: [113.07, 28.8] } } });

it('gives rows back as they were, in their order and in whole parts, once', () => {
  const packed = new PackedRows(1000);
  const rows = Array.from({ length: 2345 }, (_, i) => row(i + 2));
  for (let start = 0; start < rows.length; start += 7) packed.add(rows.slice(start, start + 7));
  expect(packed.count).toBe(2345);
  const parts = [...packed.take()];
  expect(parts.map(({ length }) => length)).toEqual([1000, 1000, 345]);
  expect(parts.flat()).toEqual(rows);
  expect([...packed.take()]).toEqual([]);
});
