import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { makeCreditCode } from '@moduan/schema/codes';
import { openCity, personOf, type City } from './testing/open-city';
import { checkFile, takeFile } from './testing/take-file';

const [TOWN, OTHER] = ['430681102', '430681104'];
const office = personOf('town', [{ prefix: TOWN }], TOWN);
const other = personOf('other', [{ prefix: OTHER }], OTHER);
const code = (i: number) => makeCreditCode({ division: '430681', body: `GR${String(i).padStart(6, '0')}` });

let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'gradings');
  const enter = (actor: typeof office, name: string, i: number, kind = 'ENTERPRISE') =>
    city.ask('enterprises', actor, 'mutation M($i: CreatePremisesInput!) { createPremises(input: $i) { id } }', { i: { name, kind, areaCode: actor.homeArea, creditCode: code(i), responsiblePhone: '13912345678' } });
  await enter(office, '甲厂 A', 1);
  await enter(office, '乙厂 B', 2);
  await enter(office, '小店', 3, 'SHOP');
  await enter(other, '外厂', 4);
});
afterAll(() => city.close());

const list = [
  { 企业名称: '甲厂 A', 统一社会信用代码: code(1), 星级: 4, 理由: '涉粉尘' },
  { 企业名称: '乙厂 B', 统一社会信用代码: '', 星级: 2, 理由: '年度评定' },
];

it('grades a list: stars, supervisor, the change with its reason, and the sealed number stays', async () => {
  await takeFile(city, office, 'enterprises', 'starChanges', list);
  const { data } = await city.ask('enterprises', office, '{ premisesList(filter: { stars: { from: 1 } }, orderBy: { field: STARS, direction: DESC }) { nodes { name stars supervisor responsiblePhone history { action reason } } } starChanges { totalCount } }');
  expect((data!.premisesList as { nodes: object[] }).nodes).toMatchObject([
    { name: '甲厂 A', stars: 4, supervisor: 'OFFICE', responsiblePhone: '139****5678', history: [{ action: 'premises.grade', reason: '涉粉尘' }, { action: 'premises.create' }] },
    { name: '乙厂 B', stars: 2, supervisor: 'VILLAGE' },
  ]);
  expect(data!.starChanges).toEqual({ totalCount: 2 });
  const id = ((await city.ask('enterprises', office, '{ premisesList(filter: { search: "甲厂 A" }) { nodes { id } } }')).data!.premisesList as { nodes: { id: string }[] }).nodes[0]!.id;
  const full = await city.ask('enterprises', office, 'mutation M($i: RevealInput!) { revealPremises(input: $i) }', { i: { id, field: 'responsiblePhone' } });
  expect(full.data!.revealPremises).toBe('13912345678');
});

it('changes nothing when the same list comes again', async () => {
  const rows = await checkFile(city, office, 'enterprises', 'starChanges', list);
  expect(rows.map(({ outcome }) => outcome)).toEqual(['UNCHANGED', 'UNCHANGED']);
});

it('says row by row what can not be graded', async () => {
  const rows = await checkFile(city, office, 'enterprises', 'starChanges', [
    { 企业名称: '小店', 统一社会信用代码: code(3), 星级: 1, 理由: 'x' },
    { 企业名称: '外厂', 统一社会信用代码: code(4), 星级: 3, 理由: 'x' },
    { 企业名称: '甲厂 A', 统一社会信用代码: code(1), 星级: 6, 理由: '' },
    { 企业名称: '', 统一社会信用代码: '', 星级: 1, 理由: 'x' },
    { 企业名称: '甲厂 A', 统一社会信用代码: code(1), 星级: 3, 理由: 'x' },
    { 企业名称: '甲厂 A', 统一社会信用代码: '', 星级: 3, 理由: 'x' },
  ]);
  expect(rows.map(({ outcome }) => outcome)).toEqual(['FAULTY', 'FAULTY', 'FAULTY', 'FAULTY', 'CREATE', 'FAULTY']);
  expect(rows.map(({ faults }) => faults.map(({ field }) => field))).toEqual([['creditCode'], ['creditCode'], ['starsAfter', 'reason'], ['premisesId'], [], ['premisesId']]);
  expect(rows[4]!.proposals).toMatchObject([]);
});
