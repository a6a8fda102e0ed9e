import type { GeoJsonArea } from './fields';

const KM_PER_DEGREE = 111.32;

/** Size of a ring by the shoelace rule on a local plane; true to a few per mille for an area as small as a grid. */
function ringSize(ring: readonly number[][]): number {
  const middle = (ring.reduce((sum, point) => sum + point[1]!, 0) / ring.length) * (Math.PI / 180);
  const scale = KM_PER_DEGREE * KM_PER_DEGREE * Math.cos(middle);
  let twice = 0;
  for (let i = 0; i + 1 < ring.length; i++) twice += ring[i]![0]! * ring[i + 1]![1]! - ring[i + 1]![0]! * ring[i]![1]!;
  return Math.abs(twice / 2) * scale;
}

/** Size in km², holes taken off, to four decimals. */
export function sizeInKm2(area: GeoJsonArea): number {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  const size = polygons.reduce((sum, [outer, ...holes]) => sum + ringSize(outer!) - holes.reduce((cut, hole) => cut + ringSize(hole), 0), 0);
  return Math.round(size * 10_000) / 10_000;
}
