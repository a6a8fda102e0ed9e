import { expect, it } from 'vitest';
import { drawRows, mulberry32 } from './draw';

it('gives the same draw for the same seed, whatever order the rows come in', () => {
  const rows = Array.from({ length: 50 }, (_, i) => i + 2);
  expect(drawRows(rows, 5, 430681)).toEqual(drawRows([...rows].reverse(), 5, 430681));
  expect(drawRows(rows, 5, 430681)).toEqual([8, 27, 30, 36, 42]);
  expect(new Set(drawRows(rows, 50, 1)).size).toBe(50);
});
it('spreads evenly over [0, 1)', () => {
  const random = mulberry32(7);
  const buckets = Array.from({ length: 10 }, () => 0);
  for (let i = 0; i < 10_000; i += 1) buckets[Math.floor(random() * 10)]! += 1;
  expect(Math.min(...buckets)).toBeGreaterThan(850);
});
