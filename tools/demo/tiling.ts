import { type DivisionRow, MAIN_TOWN, villagesOf } from './areas';
import { Random } from './random';

export type Point = readonly [longitude: number, latitude: number];
export interface GridRow {
  readonly name: string;
  readonly areaCode: string;
  readonly households: number;
  readonly boundary: { readonly type: 'Polygon'; readonly coordinates: number[][][] };
}
export interface Grid extends GridRow {
  readonly centre: Point;
}

const COLUMNS = 20;
const ROWS = 10;
const WEST = 113.1;
const SOUTH = 28.76;
const STEP = [0.005, 0.008] as const;

const rounded = (value: number) => Math.round(value * 1e6) / 1e6;

/** Points of a lattice, each moved a little once, so that neighbours share them and no gap is between two grids. */
class Lattice {
  private readonly points = new Map<string, Point>();

  constructor(private readonly random: Random) {}

  /** Whole numbers are corners, halves the middles of edges. */
  at(x: number, y: number): Point {
    const key = `${x} ${y}`;
    const known = this.points.get(key);
    if (known) return known;
    const point: Point = [rounded(WEST + (x + this.random.between(-0.18, 0.18)) * STEP[0]), rounded(SOUTH + (y + this.random.between(-0.18, 0.18)) * STEP[1])];
    this.points.set(key, point);
    return point;
  }

  ring(x: number, y: number): Point[] {
    const around = [[0, 0], [0.5, 0], [1, 0], [1, 0.5], [1, 1], [0.5, 1], [0, 1], [0, 0.5], [0, 0]] as const;
    return around.map(([dx, dy]) => this.at(x + dx, y + dy));
  }
}

interface Cell {
  readonly x: number;
  readonly y: number;
}
const nearest = (cell: Cell, seeds: readonly Cell[]) =>
  seeds.reduce((best, seed, i) => (Math.hypot(cell.x - seed.x, cell.y - seed.y) < Math.hypot(cell.x - seeds[best]!.x, cell.y - seeds[best]!.y) ? i : best), 0);

/** Villages are the cells nearest to their middle; the middles stand in two staggered rows. */
function villageCells(count: number): Cell[][] {
  const upper = Math.floor(count / 2);
  const lower = count - upper;
  const middles = Array.from({ length: count }, (_, i): Cell =>
    i < lower ? { x: ((i + 0.5) * COLUMNS) / lower - 0.5, y: 2 } : { x: ((i - lower + 0.5) * COLUMNS) / upper - 0.5, y: 7 });
  const cells: Cell[][] = Array.from({ length: count }, () => []);
  for (let y = 0; y < ROWS; y += 1) for (let x = 0; x < COLUMNS; x += 1) cells[nearest({ x, y }, middles)]!.push({ x, y });
  return cells;
}

/** 200 grids that tile the main town, by village; an invented tiling, not the real one. */
export function makeGrids(rows: readonly DivisionRow[], seed: number): Grid[] {
  const random = new Random(seed, 'grids');
  const lattice = new Lattice(random);
  const villages = villagesOf(rows, MAIN_TOWN);
  return villageCells(villages.length).flatMap((cells, i) => {
    const { code, name } = villages[i]!;
    return cells.map(({ x, y }, j): Grid => {
      const ring = lattice.ring(x, y);
      const corners = ring.slice(0, -1);
      const mean = (axis: 0 | 1) => rounded(corners.reduce((sum, point) => sum + point[axis], 0) / corners.length);
      return {
        name: `${name.replace(/村$|社区$/, '')} ${String(j + 1).padStart(2, '0')}`, areaCode: `${code}${String(j + 1).padStart(3, '0')}`,
        households: random.whole(40, 160), boundary: { type: 'Polygon', coordinates: [ring.map((point) => [...point])] }, centre: [mean(0), mean(1)],
      };
    });
  });
}

/** The grids as GeoJSON, for the import by file. */
export const gridsGeoJson = (grids: readonly Grid[]) => ({
  type: 'FeatureCollection' as const,
  features: grids.map(({ boundary, name, areaCode, households }) => ({
    type: 'Feature' as const, geometry: boundary, properties: { name, areaCode, households },
  })),
});

/** A point somewhere inside the grid: on the way from its middle to its edge. */
export function pointIn(grid: Grid, random: Random): Point {
  const ring = grid.boundary.coordinates[0]!;
  const [longitude, latitude] = random.pick(ring) as [number, number];
  const share = random.between(0, 0.75);
  return [rounded(grid.centre[0] + (longitude - grid.centre[0]) * share), rounded(grid.centre[1] + (latitude - grid.centre[1]) * share)];
}
