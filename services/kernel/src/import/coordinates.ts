import { toCgcs2000, type CoordinateSystem } from '@moduan/schema/coordinates';
import type { ImportedRow } from './definition';

export { coordinateSystems, type CoordinateSystem } from '@moduan/schema/coordinates';

/** The point of a row in CGCS2000, as it is stored. */
export function convertPoint({ values }: ImportedRow, point: readonly [string, string] | undefined, system: CoordinateSystem): void {
  if (!point || system === 'CGCS2000') return;
  const given = point.map((name) => values[name]);
  if (!given.every((degrees): degrees is number => typeof degrees === 'number')) return;
  const made = toCgcs2000(given as [number, number], system);
  for (const [i, name] of point.entries()) Object.assign(values, { [name]: made[i]! });
}
