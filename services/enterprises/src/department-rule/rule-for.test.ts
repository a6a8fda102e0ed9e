import { expect, it } from 'vitest';
import { ruleFor } from './rule-for';

const rule = (name: string, given: object) => ({ name, tag: null, industrySection: null, kind: null, areaCode: '430681', ...given });
const rules = [
  rule('shops', { kind: 'SHOP' }),
  rule('shops of the town', { kind: 'SHOP', areaCode: '430681102' }),
  rule('catering', { industrySection: 'H' }),
  rule('gas', { tag: 'GAS_USER' }),
];
const shop = { tags: [], industrySection: null, kind: 'SHOP', areaCode: '430681104201' };

it.each([
  ['by kind', shop, 'shops'],
  ['the town before the city', { ...shop, areaCode: '430681102201' }, 'shops of the town'],
  ['by industry before kind', { ...shop, industrySection: 'H' }, 'catering'],
  ['by tag before all', { ...shop, industrySection: 'H', tags: ['GAS_USER'] }, 'gas'],
  ['none for what no rule names', { ...shop, kind: 'HOUSE' }, undefined],
])('names the department %s', (_what, premises, expected) => {
  expect(ruleFor(rules, premises)?.name).toBe(expected);
});
