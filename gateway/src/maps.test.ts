import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { untilHeard, dataOf, openCity, personOf, type City } from './testing/open-city';
import { fillMadeCity } from './testing/made-city';
import { openGraph, type Graph } from './testing/open-graph';
import { statementsOf } from './testing/statements';

const [TOWN, OTHER] = ['430681102', '430681104'];
const bureau = personOf('bureau', [{ prefix: '430681' }]);
const ofTown = personOf('town', [{ prefix: TOWN }], TOWN);
const ofOther = personOf('other', [{ prefix: OTHER }], OTHER);
const CITY_BOX = { west: 112.5, south: 28.5, east: 113.5, north: 29.2 };

interface Shown {
  readonly total: number;
  readonly inBox: number;
  readonly withoutPoint: number;
  readonly points: readonly { readonly id: string; readonly name: string; readonly areaCode: string; readonly longitude: number; readonly latitude: number }[];
  readonly clusters: readonly { readonly count: number; readonly underOffice: number; readonly west: number; readonly east: number }[];
}
const PREMISES = `query M($box: MapBox!, $zoom: Float!, $filter: PremisesFilter) { map: premisesMap(box: $box, zoom: $zoom, filter: $filter) {
  total inBox withoutPoint points { id name kind stars areaCode longitude latitude } clusters { count underOffice longitude latitude west south east north } } }`;
const SHAPES = 'query S($box: MapBox!, $zoom: Float, $filter: GridFilter) { map: gridShapes(box: $box, zoom: $zoom, filter: $filter) { hasMore shapes { id name areaCode staffing leaderName boundary } } }';

let city: City;
let graph: Graph;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'maps');
  await fillMadeCity(city);
  await untilHeard(city);
  graph = await openGraph(city);
}, 120_000);
afterAll(() => city.close());

const see = async (actor: typeof bureau, zoom: number, filter: object = {}, box: object = CITY_BOX) => dataOf(await graph.ask(actor, PREMISES, { box, zoom, filter: { ended: false, ...filter } })).map as Shown;
const list = async (actor: typeof bureau, filter: object = {}) =>
  (dataOf(await graph.ask(actor, 'query L($filter: PremisesFilter) { premisesList(filter: $filter) { totalCount } }', { filter: { ended: false, ...filter } })).premisesList as { totalCount: number }).totalCount;

describe('premises on the map', () => {
  it('are as many as the list holds: in the boxes, and without a point', async () => {
    const [west, east] = [{ ...CITY_BOX, east: 113.15 }, { ...CITY_BOX, west: 113.15 }];
    for (const filter of [{}, { kind: ['SHOP'] }, { supervisor: ['OFFICE'] }, { areaCode: [`${TOWN}206`] }, { search: '五金' }]) {
      const [left, right, all] = [await see(bureau, 11, filter, west), await see(bureau, 13, filter, east), await see(bureau, 9, filter)];
      const total = await list(bureau, filter);
      expect(all.total).toBe(total);
      expect(all.inBox).toBe(left.inBox + right.inBox);
      expect(all.inBox + all.withoutPoint).toBe(total);
      expect(await list(bureau, { ...filter, longitudeMissing: true })).toBe(all.withoutPoint);
    }
    expect((await see(bureau, 9, {}, { west: 80, south: 20, east: 90, north: 30 })).inBox).toBe(0);
  });

  it('stand in clusters from afar and one by one from near, or where they are few', async () => {
    const far = await see(bureau, 11);
    expect([far.points.length, far.clusters.length > 3]).toEqual([0, true]);
    const [largest] = far.clusters;
    expect(largest!.count).toBeGreaterThanOrEqual(far.clusters.at(-1)!.count);
    expect(far.clusters.reduce((sum, { underOffice }) => sum + underOffice, 0)).toBe((await see(bureau, 11, { supervisor: ['OFFICE'], longitudeMissing: false })).total);
    const near = await see(bureau, 16, {}, { west: 113.14, south: 28.79, east: 113.16, north: 28.81 });
    expect(near.clusters).toEqual([]);
    expect(near.points.length).toBeGreaterThan(20);
    const [one] = near.points;
    const few = await see(bureau, 8, { ids: [one!.id] });
    expect(few.points).toEqual([one]);
  });

  it('never come in greater number than a page carries, whatever is asked for', async () => {
    const crowded = await see(bureau, 20);
    expect([crowded.points.length, crowded.clusters.length <= 41 * 41, crowded.inBox > 2_000]).toEqual([0, true, true]);
  });

  it('show a town its own and nothing of another', async () => {
    const own = await see(ofTown, 11);
    expect(own.inBox).toBeGreaterThan(6_000);
    expect(own.total).toBe(await list(ofTown));
    const other = await see(ofOther, 11);
    expect([other.inBox, other.points, other.clusters]).toEqual([0, [], []]);
    expect(other.total).toBe(await list(ofOther));
    const lines = personOf('line', [{ prefix: '430681', lines: ['AGRICULTURE'] } as never]);
    expect((await see(lines, 11)).total).toBe(await list(bureau, { lineOfWork: ['AGRICULTURE'] }));
  });

  it('take one statement while they are few and two when they are many, however many', async () => {
    const seen = (filter: object) => statementsOf(async () => dataOf(await graph.ask(bureau, 'query V($box: MapBox!, $filter: PremisesFilter) { premisesMap(box: $box, zoom: 11, filter: $filter) { inBox points { id name } clusters { count } } }', { box: CITY_BOX, filter })));
    const { id } = (await see(bureau, 16, {}, { west: 113.14, south: 28.79, east: 113.16, north: 28.81 })).points[0]!;
    expect(await seen({ ids: [id] })).toHaveLength(1);
    expect(await seen({ kind: ['SHOP'] })).toHaveLength(2);
    expect(await seen({})).toHaveLength(2);
  });

  it('as of a day are those of that day', async () => {
    expect(await see(bureau, 11, { asOf: '2020-01-01' })).toMatchObject({ total: 0, inBox: 0, withoutPoint: 0 });
  });
});

describe('a view that is none', () => {
  it.each([
    ['over the date line', { box: { west: 170, south: 20, east: -170, north: 30 } }, ['box.east']],
    ['upside down', { box: { ...CITY_BOX, south: 30 } }, ['box.north']],
    ['off the earth', { box: { west: -200, south: -95, east: 200, north: 95 } }, ['box.west', 'box.east', 'box.south', 'box.north']],
    ['too near', { zoom: 25 }, ['zoom']],
    ['before the farthest', { zoom: -1 }, ['zoom']],
  ])('is refused by name: %s', async (_, wrong, paths) => {
    for (const document of [PREMISES, SHAPES]) {
      const { errors } = await graph.ask(bureau, document, { box: CITY_BOX, zoom: 10, ...wrong });
      expect(errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
      expect((errors![0]!.extensions.details as { fields: { path: string }[] }).fields.map(({ path }) => path)).toEqual(paths);
    }
  });
});

interface Shapes {
  readonly hasMore: boolean;
  readonly shapes: readonly { readonly id: string; readonly areaCode: string; readonly staffing: string; readonly boundary: { readonly coordinates: number[][][] } }[];
}
const shapes = async (actor: typeof bureau, more: object = {}) => dataOf(await graph.ask(actor, SHAPES, { box: CITY_BOX, filter: { ended: false }, ...more })).map as Shapes;

describe('grids on the map', () => {
  it('are those whose boundary touches the box, each to whom it belongs', async () => {
    const all = await shapes(ofTown);
    expect([all.shapes.length, all.hasMore]).toEqual([200, false]);
    expect(all.shapes.every(({ areaCode }) => areaCode.startsWith(TOWN))).toBe(true);
    expect((await shapes(ofOther)).shapes).toEqual([]);
    const few = await shapes(ofTown, { box: { west: 113.1501, south: 28.8001, east: 113.1502, north: 28.8002 } });
    expect(few.shapes.length).toBeGreaterThanOrEqual(1);
    expect(few.shapes.length).toBeLessThan(5);
    expect((await shapes(bureau, { filter: { staffing: ['NONE'] } })).shapes.every(({ staffing }) => staffing === 'NONE')).toBe(true);
  });

  it('lose from afar the points that nobody sees, and none unless asked', async () => {
    const points = ({ shapes: drawn }: Shapes) => drawn.reduce((sum, { boundary }) => sum + boundary.coordinates[0]!.length, 0);
    const [whole, near, far] = [await shapes(ofTown), await shapes(ofTown, { zoom: 22 }), await shapes(ofTown, { zoom: 9 })];
    expect(points(near)).toBe(points(whole));
    expect(points(far)).toBeLessThan(points(whole));
    expect(far.shapes.every(({ boundary: { coordinates: [ring] } }) => ring!.length >= 4 && String(ring![0]) === String(ring!.at(-1)))).toBe(true);
  });

  it('take one statement, and find by an index what they show', async () => {
    expect(await statementsOf(() => shapes(bureau))).toHaveLength(1);
  });
});
