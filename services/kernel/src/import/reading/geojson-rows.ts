import type { Label } from '@moduan/schema';
import { type Cell, tidyCell } from './cell-text';
import { tooManyColumns } from './csv-rows';
import { count, type ReadingLimits, refuse } from './import-refused';
import { BrokenJson, JsonPieces, type Piece } from './json-pieces';
import type { TableRow } from './table';

interface Feature {
  readonly type: 'Feature';
  readonly properties?: Readonly<Record<string, unknown>> | null;
  readonly geometry?: { readonly type?: unknown; readonly coordinates?: unknown } | null;
}

/** Heading of the column that holds each feature's geometry. */
export const GEOMETRY_HEADING = 'geometry';
const MOST_DEPTH = 32;
// Headings are gathered from the first features: later ones may not have more.
const HEADINGS_FROM = 100;
const HEADINGS_FROM_LENGTH = 4 * 2 ** 20;
// CGCS2000 and WGS-84 are the same for our purposes; anything else would move every boundary.
const OUR_SYSTEM = /(CRS:?84|EPSG:+(?:[\d.]*:)?(?:4326|4490))$/i;

const IMPRECISE: Label = { zh: '数字太长，已失真；请在文件里写成文本', en: 'The number is too long to be exact; write it as text in the file' };
const strange = (names: readonly string[]): Label => ({
  zh: `前 ${HEADINGS_FROM} 个要素里没有的属性：${names.join('、')}`, en: `Properties that the first ${HEADINGS_FROM} features do not have: ${names.join(', ')}`,
});

const refuseCollection = (zh: string, en: string): never => refuse(`${zh}，需要 GeoJSON 的 FeatureCollection`, `${en}; a GeoJSON FeatureCollection is needed`);

function broken(error: BrokenJson, limits: ReadingLimits): never {
  const { items } = error;
  const next = items + 1;
  if (error.why === 'depth') return refuse(`第 ${next} 个要素嵌套超过 ${MOST_DEPTH} 层`, `Feature ${next} is nested more than ${MOST_DEPTH} levels deep`);
  if (error.why === 'length') return refuse(`第 ${next} 个要素超过 ${count(limits.featureLength)} 个字符`, `Feature ${next} is longer than ${count(limits.featureLength)} characters`);
  if (error.why === 'unfinished') return refuse(`JSON 没有写完，只读到 ${items} 个要素，文件可能不完整`, `The JSON is not finished after ${items} features; the file may be incomplete`);
  return refuse(`第 ${next} 个要素附近的 JSON 有错`, `The JSON is broken near feature ${next}`);
}

/** A member of the collection itself: its type, and the system of its coordinates when it still names one. */
function checkMember(key: string, value: unknown): void {
  if (key === 'type' && value !== 'FeatureCollection') refuseCollection(`这是 ${String(value).slice(0, 40)}`, `This is a ${String(value).slice(0, 40)}`);
  if (key !== 'crs' || value === null) return;
  const { properties } = value as { properties?: { name?: unknown } };
  const name = String(properties?.name ?? JSON.stringify(value)).slice(0, 80);
  if (!OUR_SYSTEM.test(name)) refuse(`坐标系是 ${name}，请先转换为 CGCS2000 经纬度`, `The coordinates are in ${name}; convert them to CGCS2000 degrees first`);
}

function asFeature(value: unknown, number: number): Feature {
  if ((value as Partial<Feature> | null)?.type !== 'Feature') refuse(`第 ${number} 个要素不是 Feature`, `Item ${number} is no Feature`);
  const { properties } = value as Feature;
  if (properties && (typeof properties !== 'object' || Array.isArray(properties))) refuse(`第 ${number} 个要素的 properties 不是对象`, `The properties of feature ${number} are no object`);
  return value as Feature;
}

/** The features one by one while the text arrives; what else the collection says is checked on the way. */
async function* featuresOf(text: AsyncIterable<string>, limits: ReadingLimits): AsyncGenerator<Feature> {
  const pieces = new JsonPieces('features', { length: limits.featureLength, depth: MOST_DEPTH });
  const seen = new Set<string>();
  let features = 0;
  try {
    for await (const part of text)
      for (const piece of pieces.write(part)) {
        seen.add(piece.key);
        const value = parsed(piece);
        if (piece.index === undefined) {
          if (piece.key === 'features') refuseCollection('features 不是列表', 'features is no list');
          checkMember(piece.key, value);
        } else yield asFeature(value, (features += 1));
      }
    pieces.close();
  } catch (error) {
    if (error instanceof BrokenJson) broken(error, limits);
    throw error;
  }
  if (!seen.has('type')) refuseCollection('没有写明 type', 'It has no type');
}

function parsed({ text, index = 0 }: Piece): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new BrokenJson('syntax', index);
  }
}

function cellOf(value: unknown, limits: ReadingLimits): Cell {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return tidyCell(value, limits.cellLength);
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value) ? { fault: IMPRECISE, raw: String(value) } : String(value);
  if (typeof value === 'boolean') return String(value);
  const plain = Array.isArray(value) && value.every((each) => typeof each !== 'object');
  return tidyCell(plain ? (value as unknown[]).join('、') : JSON.stringify(value), limits.featureLength);
}

/** Only what a geometry is; boxes and systems that programs add to it are left out. */
const geometryCell = ({ geometry }: Feature): Cell => (geometry ? JSON.stringify({ type: geometry.type, coordinates: geometry.coordinates }) : '');

const headingOf = (name: string) => (name === GEOMETRY_HEADING ? `properties.${name}` : name);

function rowOf(feature: Feature, number: number, names: readonly string[], limits: ReadingLimits): TableRow {
  const properties = feature.properties ?? {};
  const more = Object.keys(properties).filter((name) => properties[name] !== null && !names.includes(name));
  const cells = names.map((name) => cellOf(Object.hasOwn(properties, name) ? properties[name] : null, limits));
  return { number, cells: [...cells, geometryCell(feature)], ...(more.length ? { fault: strange(more.slice(0, 5)) } : {}) };
}

/** The names that the first features have, and those features, which are rows too. */
async function start(features: AsyncGenerator<Feature>): Promise<{ first: Feature[]; names: string[] }> {
  const first: Feature[] = [];
  const names = new Set<string>();
  let length = 0;
  while (first.length < HEADINGS_FROM && length < HEADINGS_FROM_LENGTH) {
    const { done, value } = await features.next();
    if (done) break;
    first.push(value);
    length += JSON.stringify(value).length;
    for (const name of Object.keys(value.properties ?? {})) names.add(name);
  }
  return { first, names: [...names] };
}

/** A FeatureCollection as a table: properties are columns, the geometry is the last one; `number` counts features, from 1. */
export async function* geojsonRows(text: AsyncIterable<string>, limits: ReadingLimits): AsyncGenerator<TableRow> {
  const features = featuresOf(text, limits);
  try {
    const { first, names } = await start(features);
    if (names.length >= limits.columns) tooManyColumns(1, names.length + 1, limits);
    if (first.length) yield { number: 0, cells: [...names.map((name) => tidyCell(headingOf(name), limits.cellLength)), GEOMETRY_HEADING] };
    let number = 0;
    for (const feature of first) yield rowOf(feature, (number += 1), names, limits);
    for await (const feature of features) yield rowOf(feature, (number += 1), names, limits);
  } finally {
    await features.return(undefined);
  }
}
