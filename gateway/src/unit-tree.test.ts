import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { holdLock } from './testing/held-lock';
import { dataOf, openCity, personOf, type City } from './testing/open-city';

const bureau = personOf('bureau', [{ prefix: '430681' }]);
let city: City;
beforeAll(async () => {
  city = await openCity(inject('postgresUrl'), 'unit_tree');
});
afterAll(() => city.close());

const unit = async (name: string, parentId?: string) => (dataOf(await city.ask('offices', bureau, 'mutation M($i: CreateUnitInput!) { made: createUnit(input: $i) { id } }', { i: { name, kind: 'OTHER', areaCode: '430681', parentId } })).made as { id: string }).id;
const hang = (id: string, parentId: string | null, version = 1) => city.ask('offices', bureau, 'mutation M($i: AmendUnitInput!) { amendUnit(input: $i) { id } }', { i: { id, version, parentId } });
const atFault = { errors: [{ extensions: { code: 'INVALID_INPUT', details: { fields: [{ path: 'parentId' }] } } }] };

it('hangs no unit below itself, near or far', async () => {
  const top = await unit('top');
  const middle = await unit('middle', top);
  const bottom = await unit('bottom', middle);
  expect(await hang(top, top)).toMatchObject({ errors: [{ extensions: { details: { fields: [{ path: 'parentId', message: '机构不能是自己的上级' }] } } }] });
  for (const parent of [top.toUpperCase(), middle, bottom, bottom.toUpperCase()]) expect(await hang(top, parent)).toMatchObject(atFault);
  dataOf(await hang(bottom, top));
  dataOf(await hang(middle, bottom));
  expect(await hang(bottom, middle, 2)).toMatchObject(atFault);
  dataOf(await hang(middle, null, 2));
});

it('makes no circle of two units that are hung below each other at the same moment', async () => {
  const [a, b] = [await unit('a'), await unit('b')];
  const [belowA, belowB] = [await unit('below a', a), await unit('below b', b)];
  const held = await holdLock(city.url, 'lock table offices.unit in share mode', []);
  const one = hang(a, belowB);
  await held.untilWaiting(1, 'offices');
  const other = hang(b, belowA);
  await held.untilWaiting(2, 'offices');
  await held.release();
  dataOf(await one);
  expect(await other).toMatchObject(atFault);
});
