import { expect, it } from 'vitest';
import { boxAround, holds, labelPoint, pointsOf } from './shapes';

const square = (west: number, south: number, size = 1) => [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]];
const area = { type: 'Polygon', coordinates: [square(113, 28), square(113.4, 28.4, 0.2)] } as const;

it('knows what lies in an area, and that a hole is outside of it', () => {
  expect([holds(area as never, [113.1, 28.1]), holds(area as never, [113.5, 28.5]), holds(area as never, [112, 28])]).toEqual([true, false, false]);
});

it('labels an area inside of it', () => {
  const bow = { type: 'Polygon', coordinates: [[[0, 0], [4, 0], [4, 4], [3, 4], [3, 1], [1, 1], [1, 4], [0, 4], [0, 0]]] } as const;
  for (const one of [area, bow]) expect(pointsOf(one as never).some(([x, y]) => String([x, y]) === String(labelPoint(one as never))) || holds(one as never, labelPoint(one as never))).toBe(true);
});

it('puts a box around points and none around nothing', () => {
  expect(boxAround([])).toBeUndefined();
  const box = boxAround([[113, 28], [114, 29]])!;
  expect(box.west < 113 && box.east > 114 && box.south < 28 && box.north > 29).toBe(true);
});
