import gcoord from 'gcoord';
import type { ImportedRow } from './definition';

/** Systems in which files give points: maps on phones and in the web shift theirs. */
export const coordinateSystems = ['CGCS2000', 'GCJ02', 'BD09'] as const;
export type CoordinateSystem = (typeof coordinateSystems)[number];

const MADE_FROM = { GCJ02: gcoord.GCJ02, BD09: gcoord.BD09 } as const;
const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

/** The point of a row in CGCS2000, which is WGS 84 to the centimetre; seven decimals, so that a second import finds it the same. */
export function convertPoint({ values }: ImportedRow, point: readonly [string, string] | undefined, system: CoordinateSystem): void {
  if (!point || system === 'CGCS2000') return;
  const given = point.map((name) => values[name]);
  if (!given.every((degrees): degrees is number => typeof degrees === 'number')) return;
  const made = gcoord.transform(given as [number, number], MADE_FROM[system], gcoord.WGS84);
  for (const [i, name] of point.entries()) Object.assign(values, { [name]: rounded(made[i]!) });
}
