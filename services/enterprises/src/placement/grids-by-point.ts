import type { Row, ServiceContext, Tables } from '@moduan/kernel';
import type { GeoJsonArea, Label } from '@moduan/schema';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { sql, type Kysely } from 'kysely';

/** A grid with its boundary, and the box around it, which most points are outside of. */
export interface GridShape {
  readonly areaCode: string;
  readonly boundary: GeoJsonArea;
  readonly box: readonly [west: number, south: number, east: number, north: number];
}

const boxOf = ({ coordinates }: GeoJsonArea): GridShape['box'] => {
  const flat = coordinates.flat(Infinity as 1) as unknown as number[];
  const [xs, ys] = [flat.filter((_, i) => i % 2 === 0), flat.filter((_, i) => i % 2 === 1)];
  const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);
  return [least(xs), least(ys), most(xs), most(ys)];
};

export const gridShape = (areaCode: string, boundary: GeoJsonArea): GridShape => ({ areaCode, boundary, box: boxOf(boundary) });

/** Grids in whose boundary a point lies; on the line counts as inside of both. */
export const gridsAt = (shapes: readonly GridShape[], [x, y]: readonly [number, number]): readonly string[] =>
  shapes.filter(({ box: [west, south, east, north], boundary }) => x >= west && x <= east && y >= south && y <= north && booleanPointInPolygon([x, y], boundary as never)).map(({ areaCode }) => areaCode);

const kept = new WeakMap<object, { readonly state: string; readonly shapes: readonly GridShape[] }>();

/** Read once for a request, and not again while the grids are as they were. */
export const shapesOf = (context: ServiceContext, db: Kysely<Tables> = context.db): Promise<readonly GridShape[]> => context.loader('shapes of grids', () => readShapes(context.database, db));

async function readShapes(database: object, db: Kysely<Tables>): Promise<readonly GridShape[]> {
  const { rows } = await sql<{ state: string }>`select count(*) || '/' || coalesce(sum(version), 0) || '/' || count(boundary) as state from grid_copy where ended_at is null`.execute(db);
  const known = kept.get(database);
  if (known?.state === rows[0]!.state) return known.shapes;
  const grids = (await db.selectFrom('grid_copy').select(['area_code', 'boundary']).where('ended_at', 'is', null).where('boundary', 'is not', null).orderBy('area_code').execute()) as Row[];
  const shapes = grids.map(({ area_code: code, boundary }) => gridShape(code as string, (typeof boundary === 'string' ? JSON.parse(boundary) : boundary) as GeoJsonArea));
  kept.set(database, { state: rows[0]!.state, shapes });
  return shapes;
}

export interface PointProposal {
  /** Absent when the point tells no single grid. */
  readonly areaCode: string | null;
  readonly reason: Label;
}

/** What the point of a premises says of its grid; nothing where no boundary is known around it. */
export function gridByPoint(shapes: readonly GridShape[], names: ReadonlyMap<string, string>, areaCode: string, point: readonly [number, number]): PointProposal | undefined {
  const found = gridsAt(shapes, point);
  const inside = found.filter((code) => code.startsWith(areaCode));
  const name = (code: string) => names.get(code) ?? code;
  if (inside.length === 1) return { areaCode: inside[0]!, reason: { zh: `坐标落在${name(inside[0]!)}`, en: `The point lies in ${name(inside[0]!)}` } };
  if (inside.length > 1) return { areaCode: null, reason: { zh: `坐标同时落在${inside.map(name).join('、')}，请人工确定`, en: `The point lies in ${inside.map(name).join(' and ')} at once; decide by hand` } };
  if (found.length) return { areaCode: null, reason: { zh: `坐标落在${found.map(name).join('、')}，与现在的区域不符；确实在那里时用“调整网格”`, en: `The point lies in ${found.map(name).join(' and ')}, which is not where it is recorded; move it if it is there` } };
  return shapes.some((shape) => shape.areaCode.startsWith(areaCode)) ? { areaCode: null, reason: { zh: '坐标不在任何网格的边界内', en: 'The point lies in the boundary of no grid' } } : undefined;
}
