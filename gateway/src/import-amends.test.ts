import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { sql } from 'kysely';
import { openCity, personOf, untilHeard, type City } from './testing/open-city';
import { checkFile, takeFile } from './testing/take-file';

let city: City;
const [A, B] = ['430681102', '430681104'];
const bureau = personOf('bureau', [{ prefix: '430681' }]);
const ofB = personOf('town B', [{ prefix: B }], B);
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'import_amends');
  await takeFile(city, bureau, 'grids', 'areas', [{ 区划代码: '430681', 名称: '市' }, { 区划代码: A, 名称: 'A镇' }]);
  await takeFile(city, bureau, 'offices', 'units', [{ 机构名称: 'U of B', 类别: '行业部门', 辖区: B }]);
});
afterAll(() => city.close());

it('changes no area of another town, though everybody reads it', async () => {
  await takeFile(city, ofB, 'grids', 'areas', [{ 区划代码: A, 名称: 'taken' }]);
  expect((await city.ask('grids', bureau, `{ areas(filter: { code: { is: "${A}" } }) { nodes { name } } }`)).data!.areas).toEqual({ nodes: [{ name: 'A镇' }] });
});

it('changes nothing without the permission to amend, and moves nothing out of the reach', async () => {
  const importer = personOf('importer', [{ prefix: B }], B, ['unit.read', 'unit.import', 'unit.create']);
  expect((await checkFile(city, importer, 'offices', 'units', [{ 机构名称: 'U of B', 编制数: 8 }])).map(({ outcome }) => outcome)).toEqual(['FAULTY']);
  await takeFile(city, ofB, 'offices', 'units', [{ 机构名称: 'U of B', 辖区: A }]);
  const { data } = await city.ask('offices', bureau, '{ units { nodes { headcount areaCode } } }');
  expect(data!.units).toEqual({ nodes: [{ headcount: null, areaCode: B }] });
});

const office = personOf('town A', [{ prefix: A }], A);
const shop = { 名称: '一店', 负责人手机: '13912345678' };
const phone = async () => ((await city.ask('enterprises', office, '{ premisesList { nodes { responsiblePhone } } }')).data!.premisesList as { nodes: { responsiblePhone: string }[] }).nodes;

it('takes in a corrected secret, finds the same one unchanged, and keeps none in the lines of the upload', async () => {
  await takeFile(city, office, 'enterprises', 'premisesList', [shop]);
  expect((await checkFile(city, office, 'enterprises', 'premisesList', [shop])).map(({ outcome }) => outcome)).toEqual(['UNCHANGED']);
  await takeFile(city, office, 'enterprises', 'premisesList', [{ ...shop, 负责人手机: '13812345679' }]);
  expect(await phone()).toEqual([{ responsiblePhone: '138****5679' }]);
  const { rows } = await sql<{ kept: string }>`select string_agg(row_to_json(import_row)::text, '') as kept from enterprises.import_row join enterprises.import_run on id = run_id where state = 'WRITTEN'`.execute(city.composition.services.get('enterprises')!.database.db);
  expect(rows[0]!.kept).not.toMatch(/13912345678|13812345679/);
  expect(rows[0]!.kept).toContain('一店');
});

it('places and moves premises by file only for those who may by hand', async () => {
  const importer = personOf('importer', [{ prefix: A }], A, ['premises.read', 'premises.import', 'premises.create', 'premises.amend']);
  await takeFile(city, bureau, 'grids', 'areas', [{ 区划代码: `${A}201`, 名称: '一村' }]);
  await untilHeard(city);
  const placed = [{ ...shop, 负责人手机: '', 所在区域: '一村' }];
  const [row] = await checkFile(city, importer, 'enterprises', 'premisesList', placed);
  expect([row!.outcome, row!.faults.map(({ field }) => field)]).toEqual(['FAULTY', ['areaCode']]);
  expect((await checkFile(city, office, 'enterprises', 'premisesList', placed)).map(({ outcome }) => outcome)).toEqual(['AMEND']);
});

it('says why a row may not be changed', async () => {
  const reader = personOf('reader', [{ prefix: A }], A, ['premises.read', 'premises.import', 'premises.create']);
  const [row] = await checkFile(city, reader, 'enterprises', 'premisesList', [{ 名称: '一店', 安全员: '李某' }]);
  expect([row!.outcome, row!.faults.map(({ message }) => message)]).toEqual(['FAULTY', ['您的岗位不能登记或修改这条记录，请找本单位负责人']]);
});
