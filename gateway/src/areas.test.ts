import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openCity, personOf, untilHeard, type City } from './testing/open-city';
import { checkFile, takeFile } from './testing/take-file';

const [CITY, TOWN, VILLAGE, GRID] = ['430681', '430681102', '430681102206', '430681102206001'];
const bureau = personOf('bureau', [{ prefix: CITY }], CITY);
const elsewhere = personOf('elsewhere', [{ prefix: '430681104' }], '430681104');

let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'areas');
  for (const [code, name] of [[CITY, '汨罗市'], [TOWN, '新市镇'], [VILLAGE, '伏林村']])
    await city.ask('grids', bureau, 'mutation M($i: CreateAreaInput!) { createArea(input: $i) { id } }', { i: { code, name } });
  await city.ask('grids', bureau, 'mutation M($i: CreateGridInput!) { createGrid(input: $i) { id } }', { i: { areaCode: GRID, name: '伏林 01' } });
  await untilHeard(city);
});
afterAll(() => city.close());

const areaByCode = (code: string, actor = bureau) =>
  city.ask('grids', actor, 'query Q($r: [_Any!]!) { _entities(representations: $r) { ... on Area { code name level path } } }', { r: [{ __typename: 'Area', code }] });

it('gives a grid its name and path wherever its code is shown, to those who read the grid', async () => {
  expect((await areaByCode(GRID)).data!._entities).toEqual([{ code: GRID, name: '伏林 01', level: 'GRID', path: '新市镇 / 伏林村 / 伏林 01' }]);
  expect((await areaByCode(GRID, elsewhere)).data!._entities).toEqual([null]);
});

it('gives a new name on to the paths of all areas below and to the copies, each with its entry', async () => {
  const found = await city.ask('grids', bureau, '{ areas(filter: { code: { is: "430681102" } }) { nodes { id version } } }');
  const { id, version } = (found.data!.areas as { nodes: { id: string; version: number }[] }).nodes[0]!;
  await city.ask('grids', bureau, 'mutation M($i: AmendAreaInput!) { amendArea(input: $i) { id } }', { i: { id, version, name: '新市街道' } });
  const below = await city.ask('grids', bureau, '{ areas(filter: { code: { is: "430681102206" } }) { nodes { path version history { action reason changes { field from to } } } } }');
  const changes = [{ field: 'path', from: '新市镇 / 伏林村', to: '新市街道 / 伏林村' }];
  expect((below.data!.areas as { nodes: object[] }).nodes).toMatchObject([{ path: '新市街道 / 伏林村', version: 2, history: [{ action: 'area.amend', reason: '新市街道', changes }, { action: 'area.create' }] }]);
  await untilHeard(city);
  const copy = await city.composition.services.get('enterprises')!.database.db.selectFrom('area_copy').select(['path']).where('code', '=', VILLAGE).execute();
  expect(copy).toEqual([{ path: '新市街道 / 伏林村' }]);
  expect((await areaByCode(GRID)).data!._entities).toMatchObject([{ path: '新市街道 / 伏林村 / 伏林 01' }]);
});

it('takes in the divisions of any county, level by level in one file', async () => {
  const rows = parse(readFileSync(new URL('../../data/divisions-321183.csv', import.meta.url)), { columns: true, bom: true }) as Record<string, string>[];
  const there = personOf('another county', [{ prefix: '321183' }], '321183');
  await takeFile(city, there, 'grids', 'areas', rows);
  const { data } = await city.ask('grids', there, '{ areas(filter: { code: { startsWith: "321183" } }) { totalCount } one: areas(filter: { code: { startsWith: "321183" }, level: [VILLAGE] }, first: 1) { nodes { path parent { name level } } } }');
  expect(data!.areas).toEqual({ totalCount: rows.length });
  const [village] = (data!.one as { nodes: { path: string; parent: { name: string; level: string } }[] }).nodes;
  expect(village!.parent.level).toBe('TOWN');
  expect(village!.path.startsWith(`${village!.parent.name} / `)).toBe(true);
  expect((await checkFile(city, there, 'grids', 'areas', rows.slice(0, 100))).every(({ outcome }) => outcome === 'UNCHANGED')).toBe(true);
});
