import gcoord from 'gcoord';

/** Systems in which points are given: maps on phones and in the web shift theirs. */
export const coordinateSystems = ['CGCS2000', 'GCJ02', 'BD09'] as const;
export type CoordinateSystem = (typeof coordinateSystems)[number];

const MADE_FROM = { GCJ02: gcoord.GCJ02, BD09: gcoord.BD09 } as const;
const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

/** A point in CGCS2000, which is WGS 84 to the centimetre; seven decimals, so that the same point converted again is found the same. */
export function toCgcs2000([longitude, latitude]: readonly [number, number], system: CoordinateSystem): [number, number] {
  if (system === 'CGCS2000') return [longitude, latitude];
  const [east, north] = gcoord.transform([longitude, latitude], MADE_FROM[system], gcoord.WGS84);
  return [rounded(east), rounded(north)];
}
