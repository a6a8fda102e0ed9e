import { degreesOfPixel, narrowed, type Filter, type MapBox, type Row, type ServiceContext } from '@moduan/kernel';
import { sql, type SqlBool } from 'kysely';
import { premises } from '../premises/premises.entity';
import type { PremisesCluster, PremisesPoint } from './premises-map.types';

/** From here on each premises stands for itself, as long as they can be told apart. */
const SINGLE_FROM_ZOOM = 15;
const MOST_POINTS = 2_000;
/** So few are shown one by one however far the map is zoomed out. */
const FEW_POINTS = 200;
/** Width of what becomes one cluster. */
const CELL_PIXELS = 64;
/** Cells across a box at most: whatever box is asked for, no more than their square comes back. */
const MOST_CELLS = 40;

type Shown = { readonly points: readonly PremisesPoint[]; readonly clusters: readonly PremisesCluster[] };

/** Premises of a filter as a map shows them; what is not asked for is not counted. */
export class PremisesMap {
  #shown: Promise<Shown> | undefined;

  constructor(
    private readonly context: ServiceContext,
    private readonly box: MapBox,
    private readonly zoom: number,
    private readonly filter: Filter | null | undefined,
  ) {}

  async points(): Promise<readonly PremisesPoint[]> {
    return (await this.#show()).points;
  }

  async clusters(): Promise<readonly PremisesCluster[]> {
    return (await this.#show()).clusters;
  }

  /** Each premises of the box is either a point of its own or in exactly one cluster. */
  async inBox(): Promise<number> {
    const { points, clusters } = await this.#show();
    return clusters.reduce((sum, { count }) => sum + count, points.length);
  }

  total(): Promise<number> {
    return this.#count();
  }

  withoutPoint(): Promise<number> {
    return this.#count(sql`longitude is null or latitude is null`);
  }

  /** One statement while there are few, a second when they are too many to tell apart. */
  #show(): Promise<Shown> {
    return (this.#shown ??= this.#readPoints().then(async (points) => (points ? { points, clusters: [] } : { points: [], clusters: await this.#readClusters() })));
  }

  async #readPoints(): Promise<PremisesPoint[] | undefined> {
    const most = this.zoom >= SINGLE_FROM_ZOOM ? MOST_POINTS : FEW_POINTS;
    const rows = await this.#inside().select(sql<PremisesPoint>`id, name, kind, stars, area_code as "areaCode", longitude, latitude` as never).limit(most + 1).execute();
    return rows.length > most ? undefined : (rows as PremisesPoint[]);
  }

  async #readClusters(): Promise<PremisesCluster[]> {
    const { west, east, south, north } = this.box;
    const across = Math.max(CELL_PIXELS * degreesOfPixel(this.zoom), (east - west) / MOST_CELLS);
    // A degree of latitude is longer on the map than one of longitude.
    const middle = Math.cos((((south + north) / 2) * Math.PI) / 180);
    const up = Math.max(across * Math.max(middle, 0.01), (north - south) / MOST_CELLS);
    const rows = (await this.#inside()
      .select([
        sql<string>`count(*)`.as('count'), sql<string>`count(*) filter (where supervisor = 'OFFICE')`.as('underOffice'),
        sql<number>`avg(longitude)`.as('longitude'), sql<number>`avg(latitude)`.as('latitude'),
        sql<number>`min(longitude)`.as('west'), sql<number>`min(latitude)`.as('south'), sql<number>`max(longitude)`.as('east'), sql<number>`max(latitude)`.as('north'),
      ])
      .groupBy([sql`floor(longitude / ${across}::float8)`, sql`floor(latitude / ${up}::float8)`])
      .orderBy(sql`count(*) desc, avg(longitude)`)
      .execute()) as unknown as (Omit<PremisesCluster, 'count' | 'underOffice'> & { count: string; underOffice: string })[];
    return rows.map((row) => ({ ...row, count: Number(row.count), underOffice: Number(row.underOffice) }));
  }

  async #count(test = sql`true`): Promise<number> {
    const row = (await narrowed(this.context, premises, this.filter).where(sql<SqlBool>`(${test})`).select(sql<string>`count(*)`.as('count')).executeTakeFirstOrThrow()) as Row;
    return Number(row.count);
  }

  #inside() {
    const { west, south, east, north } = this.box;
    return narrowed(this.context, premises, this.filter)
      .where(sql<SqlBool>`longitude >= ${west}::float8 and longitude < ${east}::float8 and latitude >= ${south}::float8 and latitude < ${north}::float8`);
  }
}
