import { expect, it } from 'vitest';
import { convertPoint, type CoordinateSystem } from './coordinates';
import type { ImportedRow } from './definition';

const point = ['longitude', 'latitude'] as const;
const converted = (values: Record<string, unknown>, system: CoordinateSystem) => {
  const row = { values } as unknown as ImportedRow;
  convertPoint(row, point, system);
  return row.values as Record<string, number>;
};

it('leaves points of CGCS2000 as they are', () => {
  expect(converted({ longitude: 113.0712, latitude: 28.8031 }, 'CGCS2000')).toEqual({ longitude: 113.0712, latitude: 28.8031 });
});

it.each([
  ['GCJ02', 300, 800],
  ['BD09', 600, 1600],
] as const)('takes the shift of %s off: some hundred metres, and the same each time', (system, least, most) => {
  const given = { longitude: 113.0712, latitude: 28.8031 };
  const first = converted({ ...given }, system);
  const metres = Math.hypot((first.longitude! - given.longitude) * 97_500, (first.latitude! - given.latitude) * 110_800);
  expect(metres).toBeGreaterThan(least);
  expect(metres).toBeLessThan(most);
  expect(converted({ ...given }, system)).toEqual(first);
});

it('converts nothing where half a point is missing', () => {
  expect(converted({ longitude: 113.0712 }, 'GCJ02')).toEqual({ longitude: 113.0712 });
});
