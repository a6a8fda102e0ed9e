import { expect, it } from 'vitest';
import { gridByPoint, gridShape } from './grids-by-point';

const square = (x: number, y: number, size = 1) => ({ type: 'Polygon' as const, coordinates: [[[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]] });
const [ONE, TWO, ELSEWHERE] = ['430681102201001', '430681102201002', '430681104201001'];
const shapes = [gridShape(ONE!, square(113, 28)), gridShape(TWO!, square(113.5, 28)), gridShape(ELSEWHERE!, square(120, 28))];
const names = new Map([[ONE!, '一网格'], [TWO!, '二网格']]);

it.each([
  ['the one grid around it', [113.2, 28.5], ONE, '坐标落在一网格'],
  ['none where two overlap', [113.7, 28.5], null, '同时落在一网格、二网格'],
  ['none outside of all', [115, 28.5], null, '不在任何网格的边界内'],
  ['none in another town', [120.5, 28.5], null, '与现在的区域不符'],
] as const)('proposes %s', (_what, point, areaCode, said) => {
  const proposal = gridByPoint(shapes, names, '430681102', point);
  expect(proposal?.areaCode).toBe(areaCode);
  expect(proposal?.reason.zh).toContain(said);
});

it('says nothing where no boundary is known', () => {
  expect(gridByPoint(shapes, names, '430681105', [115, 28])).toBeUndefined();
});
