import { Readable } from 'node:stream';

export interface FeatureToWrite {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Polygon or MultiPolygon in CGCS2000 degrees; null where nothing is drawn. */
  readonly geometry: unknown;
}

async function* text(about: Readonly<Record<string, string>>, features: AsyncIterable<FeatureToWrite> | Iterable<FeatureToWrite>): AsyncGenerator<string> {
  const before = JSON.stringify({ type: 'FeatureCollection', ...about });
  let part = `${before.slice(0, -1)},"features":[`;
  let separator = '\n';
  for await (const { id, properties, geometry } of features) {
    part += separator + JSON.stringify({ type: 'Feature', id, properties, geometry });
    separator = ',\n';
    if (part.length < 2 ** 15) continue;
    yield part;
    part = '';
  }
  yield `${part}\n]}\n`;
}

/** A FeatureCollection as a stream of bytes, a feature a line; `about` stands before the features. */
export const geojsonStream = (about: { readonly name: string; readonly description: string }, features: AsyncIterable<FeatureToWrite> | Iterable<FeatureToWrite>): Readable =>
  Readable.from(text({ ...about }, features), { objectMode: false });
