import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { makeCreditCode } from '@moduan/schema/codes';
import { openCity, personOf, type City } from './testing/open-city';
import { checkFile } from './testing/take-file';

const TOWN = '430681102';
const office = personOf('town', [{ prefix: TOWN }], TOWN);
const other = personOf('other', [{ prefix: '430681104' }], '430681104');
const code = (i: number) => makeCreditCode({ division: '430681', body: `DU${String(i).padStart(6, '0')}` });

let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'duplicates');
  const enter = (actor: typeof office, input: object) => city.ask('enterprises', actor, 'mutation M($i: CreatePremisesInput!) { createPremises(input: $i) { id } }', { i: { kind: 'SHOP', areaCode: actor.homeArea, ...input } });
  await enter(office, { name: '汨罗市惠民超市', address: '汨罗市新市镇团山村三组' });
  await enter(office, { name: '汨罗市宏发机械有限公司', kind: 'ENTERPRISE', creditCode: code(1), address: '汨罗市新市镇工业园' });
  await enter(other, { name: '汨罗市远山粮油店', address: '汨罗市白水镇' });
});
afterAll(() => city.close());

const outcomes = async (...rows: Readonly<Record<string, string>>[]) => (await checkFile(city, office, 'enterprises', 'premisesList', rows)).map(({ outcome }) => outcome);

it('asks a person about a name written alike at a place written alike', async () => {
  expect(await outcomes({ 名称: '汨罗市惠民超市（个体工商户）', 地址: '新市镇团山村3组' })).toEqual(['DUPLICATE']);
  expect(await outcomes({ 名称: '汨罗市 惠民超市', 统一社会信用代码: code(2), 地址: '湖南省汨罗市新市镇团山村三组' })).toEqual(['DUPLICATE']);
});

it('takes the same name far away, or with two codes, for another one', async () => {
  expect(await outcomes({ 名称: '汨罗市惠民超市（个体工商户）', 地址: '汨罗市新市镇建设路88号' })).toEqual(['CREATE']);
  expect(await outcomes({ 名称: '汨罗市宏发机械有限责任公司', 统一社会信用代码: code(3), 地址: '汨罗市新市镇工业园' })).toEqual(['CREATE']);
});

it('finds the same again: by name and address, or by code however the name is written', async () => {
  expect(await outcomes({ 名称: '汨罗市惠民超市', 地址: '汨罗市新市镇团山村三组' })).toEqual(['UNCHANGED']);
  expect(await outcomes({ 名称: '汨罗市宏发机械', 统一社会信用代码: code(1) })).toEqual(['AMEND']);
});

it('compares with nothing that the caller can not read', async () => {
  expect(await outcomes({ 名称: '汨罗市远山粮油店', 地址: '汨罗市白水镇' })).toEqual(['CREATE']);
});
