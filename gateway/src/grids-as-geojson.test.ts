import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { exportRegister, type Actor } from '@moduan/kernel';
import { dataOf, openCity, personOf } from './testing/open-city';
import { openGateway, type Gateway, type Visitor } from './testing/open-gateway';

interface Feature {
  readonly type: 'Feature';
  readonly id?: string;
  readonly properties: Record<string, unknown>;
  readonly geometry: unknown;
}
interface Run {
  readonly id: string;
  readonly state: string;
  readonly refusal: string | null;
  readonly columns: readonly { heading: string; field: string | null; note: string | null }[];
  readonly counts: Record<string, number>;
  readonly rows: { readonly nodes: readonly { number: number; outcome: string; becomes: unknown; faults: readonly { field: string; message: string }[] }[] };
}

const corner = (at: number) => [[113.1 + at, 28.8], [113.11 + at, 28.8], [113.11 + at, 28.81], [113.1 + at, 28.81], [113.1 + at, 28.8]];
const square = (at: number) => ({ type: 'Polygon', coordinates: [corner(at)] });
const grid = (serial: number, geometry: unknown): Feature => ({
  type: 'Feature', properties: { code: `43068110220600${serial}`, name: `新栗 0${serial}`, households: 80 + serial, leaderName: null, fill: '#ff0000' }, geometry,
});
const asText = (features: readonly Feature[]) => JSON.stringify({ type: 'FeatureCollection', features });

let gateway: Gateway;
let door: Visitor;
beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'geojson');
  door = await gateway.signIn('first');
});
afterAll(() => gateway.close());
const ask = async (query: string, variables?: object) => dataOf(await door.ask(query, variables));

async function send(text: string, many = 'grids'): Promise<Run> {
  const answer = await door.fetch(`/imports/grids/${many}`, { method: 'POST', headers: { 'content-type': 'application/geo+json', 'x-file-name': 'grids.geojson' }, body: text });
  expect(answer.status).toBe(202);
  const { id } = (await answer.json()) as { id: string };
  const query = `query R($id: ID!) { run: gridsImport(id: $id) { id state refusal columns { heading field note } counts { rows create amend unchanged faulty }
    rows(first: 50) { nodes { number outcome becomes { field value } faults { field message } } } } }`;
  return await until(async () => (await ask(query, { id })).run as Run, ({ state }) => state !== 'READING' && state !== 'CHECKING');
}
async function until<T>(look: () => Promise<T>, done: (seen: T) => boolean): Promise<T> {
  for (;;) {
    const seen = await look();
    if (done(seen)) return seen;
  }
}
const write = (id: string) => ask('mutation W($input: WriteImportInput!) { run: writeGridsImport(input: $input) { state } }', { input: { id, take: 'ALL' } });
async function fetchAll(query = ''): Promise<{ description: string; features: Feature[] }> {
  const answer = await door.fetch(`/exports/grids/grids.geojson${query}`);
  expect(answer.headers.get('content-type')).toBe('application/geo+json; charset=utf-8');
  return (await answer.json()) as never;
}

it('takes grids with and without a boundary from a GeoJSON file', async () => {
  const run = await send(asText([grid(1, square(0)), grid(2, { type: 'MultiPolygon', coordinates: [[corner(0.1)]] }), grid(3, null)]));
  expect(run).toMatchObject({ state: 'CHECKED', counts: { rows: 3, create: 3, faulty: 0 } });
  expect(run.columns.map(({ heading, field }) => [heading, field])).toEqual([['code', 'areaCode'], ['name', 'name'], ['households', 'households'], ['leaderName', null], ['fill', null], ['geometry', 'boundary']]);
  expect(await write(run.id)).toEqual({ run: { state: 'WRITTEN' } });
  const { grids } = await ask('{ grids { nodes { name areaKm2 boundary } } }');
  expect(grids).toEqual({ nodes: [{ name: '新栗 01', areaKm2: 1.0859, boundary: square(0) }, { name: '新栗 02', areaKm2: 1.0859, boundary: { type: 'MultiPolygon', coordinates: [[corner(0.1)]] } }, { name: '新栗 03', areaKm2: null, boundary: null }] });
});

it('gives them out under the names of their fields, in the order and by the filter that are asked', async () => {
  const { description, features } = await fetchAll();
  expect(description).toContain('坐标为 CGCS2000');
  expect((await fetchAll('?lang=en')).description).toContain('in CGCS2000 degrees');
  expect(features.map(({ properties: { name, areaCode, areaKm2 }, geometry }) => [name, areaCode, areaKm2, (geometry as { type: string } | null)?.type])).toEqual([
    ['新栗 01', '430681102206001', 1.0859, 'Polygon'], ['新栗 02', '430681102206002', 1.0859, 'MultiPolygon'], ['新栗 03', '430681102206003', null, undefined],
  ]);
  const few = await fetchAll(`?columns=name&filter=${encodeURIComponent('{"search":"02"}')}`);
  expect(few.features.map(({ properties }) => properties)).toEqual([{ name: '新栗 02' }]);
});

it('takes back what it gave: unchanged as it is, amended where a name is another, twice without effect', async () => {
  const given = await fetchAll();
  expect((await send(JSON.stringify(given))).counts).toMatchObject({ rows: 3, unchanged: 3 });
  given.features[1]!.properties.name = '新栗二组';
  const run = await send(JSON.stringify(given));
  expect(run.counts).toMatchObject({ amend: 1, unchanged: 2, create: 0, faulty: 0 });
  expect(run.rows.nodes[1]).toMatchObject({ number: 2, outcome: 'AMEND', becomes: [{ field: 'name', value: '新栗二组' }] });
  expect(run.columns.find(({ heading }) => heading === 'areaKm2')).toEqual({ heading: 'areaKm2', field: null, note: '已知，不存入' });
  await write(run.id);
  const { grids } = await ask('{ grids(filter: { search: "二组" }) { nodes { boundary areaKm2 version history { action changes { field from to } } } } }');
  const changes = [{ field: 'name', from: '新栗 02', to: '新栗二组' }];
  expect((grids as { nodes: unknown[] }).nodes[0]).toMatchObject({ version: 2, areaKm2: 1.0859, boundary: { type: 'MultiPolygon', coordinates: [[corner(0.1)]] }, history: [{ action: 'grid.amend', changes }, { action: 'grid.create' }] });
  expect((await send(JSON.stringify(given))).counts).toMatchObject({ rows: 3, unchanged: 3 });
});

it('amends a boundary, and leaves one that the file leaves empty', async () => {
  const moved = asText([{ ...grid(1, square(0.05)), id: 'anything' }, grid(2, null)].map((each) => ({ ...each, properties: { code: each.properties.code } })));
  const run = await send(moved);
  expect(run.rows.nodes.map(({ outcome, becomes }) => [outcome, becomes])).toEqual([['AMEND', [{ field: 'boundary', value: 'Polygon (5)' }]], ['UNCHANGED', []]]);
  await write(run.id);
  const { grids } = await ask('{ grids(filter: { search: "01" }) { nodes { boundary } } }');
  expect(grids).toEqual({ nodes: [{ boundary: square(0.05) }] });
});

it('knows a boundary again that was entered with a box around it', async () => {
  const input = { name: '新栗 09', areaCode: '430681102206009', boundary: { bbox: [113, 28, 114, 29], coordinates: [corner(0.2)], type: 'Polygon' } };
  await ask('mutation M($input: CreateGridInput!) { createGrid(input: $input) { id } }', { input });
  expect((await send(JSON.stringify(await fetchAll('?filter={"search":"09"}')))).counts).toMatchObject({ rows: 1, unchanged: 1 });
});

it('names the feature at fault, and refuses what is no FeatureCollection', async () => {
  const run = await send(asText([grid(1, square(0)), grid(4, { type: 'Point', coordinates: [113, 28] }), grid(5, { type: 'Polygon', coordinates: [corner(30)] })]));
  expect(run.rows.nodes.map(({ number, faults }) => [number, faults.map(({ field }) => field)])).toEqual([[1, []], [2, ['boundary']], [3, ['boundary']]]);
  expect(await send('{"type":"Feature","properties":{},"geometry":null}')).toMatchObject({ state: 'REFUSED', refusal: '这是 Feature，需要 GeoJSON 的 FeatureCollection' });
});

it('is offered only where a register holds a geometry', async () => {
  expect((await door.fetch('/exports/grids/areas.geojson')).status).toBe(422);
  expect(await send(asText([grid(1, null)]), 'areas')).toMatchObject({ state: 'REFUSED', refusal: expect.stringContaining('没有边界') });
});

it('gives nothing of another town, and nothing at all without the permission', async () => {
  const city = await openCity(inject('postgresUrl'), 'geojson_towns');
  const [ofA, ofB] = ['430681102', '430681104'].map((prefix) => personOf(prefix, [{ prefix }], prefix)) as [Actor, Actor];
  await city.ask('grids', ofA, 'mutation { createGrid(input: { name: "A 01", areaCode: "430681102206001" }) { id } }');
  const grids = city.composition.services.get('grids')!.definition.things.find(({ register }) => register.type === 'Grid')!;
  const namesFor = async (actor: Actor) => (JSON.parse(await text(await exportRegister(city.contextOf('grids', actor), grids, { format: 'geojson' }))) as { features: Feature[] }).features.map(({ properties }) => properties.name);
  expect(await namesFor(ofA)).toEqual(['A 01']);
  expect(await namesFor(ofB)).toEqual([]);
  await expect(namesFor(personOf('reader', [{ prefix: '430681' }], '430681', ['grid.read']))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await city.close();
});
