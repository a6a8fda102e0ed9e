import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { checkRun, getRun, receiveImport } from '@moduan/kernel';
import { openCity, personOf, type City } from './testing/open-city';

const office = personOf('town', [{ prefix: '430681102' }], '430681102');
let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'coordinates');
});
afterAll(() => city.close());

it('stores points in CGCS2000, whatever system the person says that the file is in', async () => {
  const definition = city.composition.services.get('enterprises')!.imports.find(({ thing }) => thing.register.many === 'premisesList')!;
  const context = city.contextOf('enterprises', office);
  const id = await receiveImport(context, definition, 'shops.csv', Readable.from([Buffer.from('名称,经度,纬度\n一店,113.0712,28.8031\n')]));
  await checkRun(context, definition, await getRun(context, [definition], id));
  const state = 'coordinates rows { nodes { becomes { field value } } }';
  const read = async (document: string, variables: object) => {
    const { data } = await city.ask('enterprises', office, document, variables);
    const run = data!.run as { coordinates: string; rows: { nodes: { becomes: { field: string; value: string }[] }[] } };
    const becomes = new Map(run.rows.nodes[0]!.becomes.map(({ field, value }) => [field, value]));
    return [run.coordinates, becomes.get('longitude'), becomes.get('latitude')];
  };
  expect(await read(`query Q($id: ID!) { run: enterprisesImport(id: $id) { ${state} } }`, { id })).toEqual(['CGCS2000', '113.0712', '28.8031']);
  const map = `mutation M($i: MapImportInput!) { run: mapEnterprisesImport(input: $i) { ${state} } }`;
  const [system, longitude, latitude] = await read(map, { i: { id, columns: [], coordinates: 'GCJ02' } });
  expect([system, Number(longitude).toFixed(4), Number(latitude).toFixed(4)]).toEqual(['GCJ02', '113.0653', '28.8061']);
  expect(await read(map, { i: { id, columns: [] } })).toEqual(['GCJ02', longitude, latitude]);
});
