import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { GeoJsonArea } from '@moduan/schema';

export type Point = readonly [longitude: number, latitude: number];

/** What a map shows: degrees in CGCS2000. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** How an area is filled: a step of the ramp of the design, or none. */
export type Tone = 0 | 1 | 2 | 3 | 4 | 5;

/** An area on a map, labelled at a point inside it. */
export interface MapShape {
  readonly id: string;
  readonly label: string;
  readonly tone: Tone;
  readonly boundary: GeoJsonArea;
}

/** A thing at a point, or several that stand together. */
export interface MapSpot {
  readonly id: string;
  /** Absent for a thing by itself. */
  readonly count?: number;
  readonly at: Point;
}

/** Wherever the product is used. */
export const chinaBox: Box = { west: 73, south: 3, east: 136, north: 54 };

const polygonsOf = (area: GeoJsonArea): number[][][][] => (area.type === 'Polygon' ? [area.coordinates] : area.coordinates);

export const pointsOf = (area: GeoJsonArea): Point[] => polygonsOf(area).flat(2) as unknown as Point[];

/** The box around points, a little wider; nothing around no point. */
export const boxAround = (points: readonly Point[]): Box | undefined => {
  if (!points.length) return undefined;
  const [east, north] = [points.map(([its]) => its), points.map(([, its]) => its)];
  // by a loop: a call takes no hundred thousand arguments
  const least = (all: readonly number[]) => all.reduce((a, b) => Math.min(a, b));
  const most = (all: readonly number[]) => all.reduce((a, b) => Math.max(a, b));
  const edge = 0.0008;
  return { west: least(east) - edge, south: least(north) - edge, east: most(east) + edge, north: most(north) + edge };
};

/** Whether a point lies in an area, holes taken off. */
export const holds = (area: GeoJsonArea, [longitude, latitude]: Point): boolean => booleanPointInPolygon([longitude, latitude], area as never);

/** Where the label of an area stands: the middle of its corners, or a corner where that lies outside. */
export const labelPoint = (area: GeoJsonArea): Point => {
  const corners = polygonsOf(area)[0]![0]!.slice(1);
  const mean = (axis: 0 | 1) => corners.reduce((sum, point) => sum + point[axis]!, 0) / corners.length;
  const middle: Point = [mean(0), mean(1)];
  return holds(area, middle) ? middle : (corners[0] as unknown as Point);
};
