import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeText } from './testing/crafted-text';
import { collect } from './testing/crafted-workbook';
import { BrokenJson, JsonPieces } from './json-pieces';
import { ImportRefused, openTable, type ReadingLimits } from './index';

const recognise = (heading: string) => ['name', 'areaCode', 'geometry'].includes(heading);
const square = { type: 'Polygon', coordinates: [[[113.1, 28.8], [113.2, 28.8], [113.2, 28.9], [113.1, 28.8]]] };
const feature = (properties: unknown, geometry: unknown = square) => ({ type: 'Feature', properties, geometry });
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const one = feature({ name: '新栗 01', areaCode: '430681102206001' });

async function read(content: string | Buffer, limits?: Partial<ReadingLimits>, geometry = true) {
  const table = await openTable(Readable.from([Buffer.from(content)]), { recognise, limits, geometry });
  try {
    return { ...table, read: await collect(table.rows) };
  } finally {
    await table.close();
  }
}
async function reason(content: string | Buffer, limits?: Partial<ReadingLimits>, geometry = true) {
  const error: unknown = await read(content, limits, geometry).then(() => undefined, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ImportRefused);
  return (error as ImportRefused).label.zh;
}

describe('a FeatureCollection', () => {
  it('is a table: properties by name, the geometry behind them, features counted from 1', async () => {
    const { facts, headings, recognised, read: rows } = await read(collection(one, feature({ areaCode: 430681102206002, note: ['a', 'b'] }, null)));
    expect([facts.kind, recognised]).toEqual(['geojson', true]);
    expect(headings).toEqual(['name', 'areaCode', 'note', 'geometry']);
    expect(rows).toEqual([
      { number: 1, cells: ['新栗 01', '430681102206001', '', JSON.stringify(square)] },
      { number: 2, cells: ['', '430681102206002', 'a、b', ''] },
    ]);
  });
  it('may stand in any layout, its type last, with names that mean something to programs', async () => {
    const text = `\ufeff \n{ "name" : "a,]}" , "features":[ ${JSON.stringify(feature(JSON.parse('{"name":"\\u0041\\"]}","__proto__":"x","geometry":"y"}')))} ] ,"type":"FeatureCollection"}\r\n`;
    const { headings, read: rows } = await read(text);
    expect(headings).toEqual(['name', '__proto__', 'properties.geometry', 'geometry']);
    expect(rows[0]!.cells.slice(0, 3)).toEqual(['A"]}', 'x', 'y']);
  });
  it.each([
    ['GB 18030', encodeText(collection(one), 'gb18030')],
    ['UTF-16', Buffer.from(`\ufeff${collection(one)}`, 'utf16le')],
    ['UTF-16 BE', Buffer.from(`\ufeff${collection(one)}`, 'utf16le').swap16()],
  ])('is read in %s', async (_, bytes) => expect((await read(bytes)).read[0]!.cells[0]).toBe('新栗 01'));
  it('keeps of a geometry what it is, not what programs add', async () => {
    const { read: rows } = await read(collection(feature({ name: 'x' }, { bbox: [1, 2, 3, 4], ...square }), feature({ name: 'y' }, { type: 'Point', coordinates: [113, 28] })));
    expect(rows.map(({ cells }) => cells.at(-1))).toEqual([JSON.stringify(square), '{"type":"Point","coordinates":[113,28]}']);
  });
  it('faults a number that is no longer exact, a broken sign and an over-long text where they stand', async () => {
    const text = collection(feature({ name: 'x\u0000', areaCode: 'A' })).replace('"A"', '430681102206001999999');
    const { read: rows } = await read(text);
    expect(rows[0]!.cells[0]).toMatchObject({ fault: { zh: '单元格里有空字符（NUL）' } });
    expect(rows[0]!.cells[1]).toMatchObject({ fault: { zh: expect.stringContaining('失真') } });
  });
  it('faults a row with a property that the first hundred do not have', async () => {
    const features = [...Array.from({ length: 100 }, () => one), feature({ name: 'z', late: 1 }), feature({ name: 'z', late: null })];
    const { read: rows } = await read(collection(...features));
    expect(rows.map(({ fault }) => fault?.zh)).toEqual([...Array.from({ length: 100 }, () => undefined), '前 100 个要素里没有的属性：late', undefined]);
  });
});

describe('a file is refused', () => {
  it.each([
    ['one feature', JSON.stringify(one), '这是 Feature，需要 GeoJSON 的 FeatureCollection'],
    ['a topology', '{"type":"Topology","arcs":[]}', '这是 Topology，需要 GeoJSON 的 FeatureCollection'],
    ['a list', JSON.stringify([one]), '这是 JSON 列表，需要 GeoJSON 的 FeatureCollection'],
    ['no type', JSON.stringify({ features: [one] }), '没有写明 type，需要 GeoJSON 的 FeatureCollection'],
    ['features that are no list', '{"type":"FeatureCollection","features":{}}', 'features 不是列表，需要 GeoJSON 的 FeatureCollection'],
    ['an item that is no feature', collection(one, square), '第 2 个要素不是 Feature'],
    ['properties that are no object', collection(feature('x')), '第 1 个要素的 properties 不是对象'],
    ['two lists', `{"type":"FeatureCollection","features":[${JSON.stringify(one)}],"features":[]}`, 'features 不是列表，需要 GeoJSON 的 FeatureCollection'],
    ['an end in the middle', collection(one, one).slice(0, -30), 'JSON 没有写完，只读到 1 个要素，文件可能不完整'],
    ['a comma too many', '{"type":"FeatureCollection","features":[,]}', '第 1 个要素附近的 JSON 有错'],
    ['a sign out of place', collection(one).replace('"properties":', '"properties"'), '第 1 个要素附近的 JSON 有错'],
    ['something behind it', `${collection(one)}x`, '第 2 个要素附近的 JSON 有错'],
    ['nothing in it', collection(), '表格是空的'],
    ['endless nesting', `{"type":"FeatureCollection","features":[${'['.repeat(100_000)}`, '第 1 个要素嵌套超过 32 层'],
    ['another system', JSON.stringify({ type: 'FeatureCollection', crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3857' } }, features: [one] }), '坐标系是 urn:ogc:def:crs:EPSG::3857，请先转换为 CGCS2000 经纬度'],
  ])('that holds %s', async (_, text, why) => expect(await reason(text)).toBe(why));
  it('that is too large as a whole, by its rows, or in one feature', async () => {
    expect(await reason(collection(one), { bytes: 50 })).toContain('请分成几个文件');
    expect(await reason(collection(one, one, one), { rows: 2 })).toBe('超过 2 行，请分成几个文件');
    expect(await reason(collection(one), { featureLength: 60 })).toBe('第 1 个要素超过 60 个字符');
    expect(await reason(collection(feature(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`c${i}`, 1])))))).toContain('最多 200 列');
  });
  it('of a register that holds no geometry', async () => expect(await reason(collection(one), {}, false)).toContain('没有边界'));
  it('but not for naming the system that it should have', async () => {
    for (const name of ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4490', 'urn:ogc:def:crs:EPSG::4326'])
      expect((await read(JSON.stringify({ type: 'FeatureCollection', crs: { type: 'name', properties: { name } }, features: [one] }))).read).toHaveLength(1);
  });
});

describe('the pieces of a JSON text', () => {
  const limits = { length: 10_000, depth: 200 };
  /** What the pieces make of a text that arrives in parts; nothing when it is broken. */
  function pieced(text: string, cuts: readonly number[]): unknown {
    const pieces = new JsonPieces('features', limits);
    const made: Record<string, unknown> = {};
    const list: unknown[] = [];
    const places = [0, ...[...cuts].map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
    try {
      for (let i = 0; i + 1 < places.length; i += 1)
        for (const { key, index, text: piece } of pieces.write(text.slice(places[i], places[i + 1]))) {
          if (index === undefined) Object.defineProperty(made, key, { value: JSON.parse(piece), enumerable: true, configurable: true, writable: true });
          else list.push(JSON.parse(piece));
        }
      pieces.close();
    } catch (error) {
      expect(error instanceof BrokenJson || error instanceof SyntaxError).toBe(true);
      return undefined;
    }
    return { made, list };
  }
  const whole = (text: string): unknown => {
    try {
      const value = JSON.parse(text) as unknown;
      if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
      const { features, ...rest } = value as Record<string, unknown>;
      return { made: Array.isArray(features) || features === undefined ? rest : value, list: Array.isArray(features) ? features : [] };
    } catch {
      return undefined;
    }
  };
  const texts = fc.record({ rest: fc.dictionary(fc.string(), fc.jsonValue()), features: fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue()), space: fc.constantFrom(0, 1) })
    .map(({ rest, features, space }) => JSON.stringify({ ...rest, features }, null, space));
  const cuts = fc.array(fc.nat(), { maxLength: 8 });

  it('are those of the whole text, however it is cut', () => {
    fc.assert(fc.property(texts, cuts, (text, places) => {
      expect(pieced(text, places)).toEqual(whole(text));
    }), { numRuns: 500 });
  });
  it('are refused when any sign of it is another, or are read as the whole text would be', () => {
    const signs = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', ' ', '1', 'n', '');
    fc.assert(
      fc.property(texts, fc.nat(), signs, cuts, (text, at, sign, places) => {
        const place = at % text.length;
        const changed = text.slice(0, place) + sign + text.slice(place + 1);
        expect(pieced(changed, places)).toEqual(whole(changed));
      }),
      { numRuns: 2000 },
    );
  });
});
