import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { openTable } from '../../import/reading';
import { collect } from '../../import/reading/testing/crafted-workbook';
import { geojsonStream } from './index';

const square = { type: 'Polygon', coordinates: [[[113.1, 28.8], [113.2, 28.8], [113.2, 28.9], [113.1, 28.8]]] };
const about = { name: '网格', description: 'CGCS2000' };
const features = [
  { id: 'a', properties: { name: '=1+1 "引号"\n', households: 12, tags: ['A', 'B'] }, geometry: square },
  { id: 'b', properties: { name: null, households: 0, tags: [] }, geometry: null },
];

it('is a FeatureCollection that says its system, a feature a line', async () => {
  const written = await text(geojsonStream(about, features));
  expect(JSON.parse(written)).toEqual({ type: 'FeatureCollection', ...about, features: features.map((each) => ({ type: 'Feature', ...each })) });
  expect(written.trimEnd().split('\n')).toHaveLength(4);
});

it('is whole without features', async () => {
  expect(JSON.parse(await text(geojsonStream(about, [])))).toEqual({ type: 'FeatureCollection', ...about, features: [] });
});

it('comes back as it was', async () => {
  const table = await openTable(geojsonStream(about, features), { recognise: (heading) => heading !== 'tags', geometry: true });
  const rows = await collect(table.rows);
  await table.close();
  expect(table.headings).toEqual(['name', 'households', 'tags', 'geometry']);
  expect(rows.map(({ cells }) => cells)).toEqual([['=1+1 "引号"', '12', 'A、B', JSON.stringify(square)], ['', '0', '', '']]);
});

it('is made while it is read', async () => {
  let made = 0;
  async function* many() {
    for (; made < 100_000; made += 1) yield { id: String(made), properties: { name: 'x'.repeat(100) }, geometry: square };
  }
  const stream: Readable = geojsonStream(about, many());
  for await (const _ of stream) break;
  expect(made).toBeLessThan(5_000);
});
