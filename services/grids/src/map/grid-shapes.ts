import { degreesOfPixel, graphTypeOf, GeoJson, narrowed, type Filter, type MapBox, type Row, type ServiceContext } from '@moduan/kernel';
import type { GeoJsonArea } from '@moduan/schema';
import { gridRegister } from '@moduan/schema/grids/grid';
import { sql, type SqlBool } from 'kysely';
import { Field, ID, ObjectType } from 'type-graphql';
import { grids } from '../grid/grid.entity';
import { simplifyRing } from './simplify-ring';

const { fields } = gridRegister;

@ObjectType({ simpleResolvers: true, description: 'A grid as a map draws it.' })
export class GridShape {
  @Field(() => ID, { description: 'The grid.' }) id!: string;
  @Field(() => String, { description: fields.name.doc }) name!: string;
  @Field(() => String, { description: fields.areaCode.doc }) areaCode!: string;
  @Field(() => graphTypeOf('Grid', 'staffing', fields.staffing) as never, { nullable: true, description: fields.staffing.doc }) staffing!: string | null;
  @Field(() => String, { nullable: true, description: fields.leaderName.doc }) leaderName!: string | null;
  @Field(() => GeoJson, { description: fields.boundary.doc }) boundary!: GeoJsonArea;
}

@ObjectType({ simpleResolvers: true, description: 'Grids as a map draws them.' })
export class GridShapes {
  @Field(() => [GridShape], { description: 'By their codes, at most 2,000.' }) shapes!: readonly GridShape[];
  @Field(() => Boolean, { description: 'There are more in the box: zoom in or narrow the filter.' }) hasMore!: boolean;
}

const MOST = 2_000;

/** The grids of a filter whose boundary touches the box; with a zoom without the points that can not be seen at it. */
export async function readShapes(context: ServiceContext, box: MapBox, zoom: number | null | undefined, filter: Filter | null | undefined): Promise<GridShapes> {
  const { west, south, east, north } = box;
  const rows = (await narrowed(context, grids, filter)
    .where(sql<SqlBool>`boundary is not null and bounds_of(boundary) && box(point(${east}::float8, ${north}::float8), point(${west}::float8, ${south}::float8))`)
    .select(sql`id, name, area_code as "areaCode", staffing, leader_name as "leaderName", boundary` as never)
    .orderBy(sql`area_code, id`)
    .limit(MOST + 1)
    .execute()) as Row[];
  const shapes = rows.slice(0, MOST).map((row) => ({ ...row, boundary: simplified(read(row.boundary), zoom) }) as unknown as GridShape);
  return { shapes, hasMore: rows.length > MOST };
}

const read = (value: unknown): GeoJsonArea => (typeof value === 'string' ? (JSON.parse(value) as GeoJsonArea) : (value as GeoJsonArea));

function simplified(area: GeoJsonArea, zoom: number | null | undefined): GeoJsonArea {
  if (zoom === undefined || zoom === null) return area;
  const rings = (polygon: number[][][]) => polygon.map((ring) => simplifyRing(ring, degreesOfPixel(zoom)));
  return area.type === 'Polygon' ? { type: 'Polygon', coordinates: rings(area.coordinates) } : { type: 'MultiPolygon', coordinates: area.coordinates.map(rings) };
}
