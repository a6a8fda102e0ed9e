import { expect, it } from 'vitest';
import { similarAddress } from './similar';

it.each([
  ['湖南省汨罗市新市镇团山村三组', '汨罗市新市镇团山村3组', true],
  ['汨罗市新市镇团山村', '新市镇团山村', true],
  ['汨罗市新市镇团山村（107国道旁）', '汨罗市新市镇团山村107国道旁', true],
  ['汨罗市屈子祠镇双楚村', '汨罗市白水镇西长村', false],
  ['汨罗市建设西路12号', '汨罗市人民路88号', false],
  [null, '汨罗市人民路88号', true],
])('takes %s and %s for one place: %s', (a, b, expected) => {
  expect(similarAddress(a, b)).toBe(expected);
});
