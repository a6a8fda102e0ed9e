import { expect, it } from 'vitest';
import { missingBefore, runsOf, steps, townsWithoutUnit, type Counts, type StepKey } from './steps';

const all = (totalCount: number, more: Partial<Counts> = {}): Counts => ({ all: { totalCount }, ...more });
const step = (key: StepKey) => steps.find((each) => each.key === key)!;

it('says what comes before a step, and nothing of what one may not read', () => {
  const empty = { areas: all(0), units: all(1), people: all(1, { roles: { totalCount: 1 } }) };
  expect(steps.map((each) => missingBefore(each, empty))).toEqual([[], ['needAreas'], ['needUnits', 'needRoles'], ['needAreas'], ['needAreas']]);
  const there = { areas: all(5), units: all(2), people: all(1, { roles: { totalCount: 13 } }) };
  expect(steps.flatMap((each) => missingBefore(each, there))).toEqual([]);
  expect(missingBefore(step('people'), {})).toEqual([]);
});

it('names the towns in which no unit stands', () => {
  const areas = all(3, { towns: { nodes: [{ code: '430699101', name: '青石镇' }, { code: '430699102', name: '柳溪镇' }] } });
  const units = all(2, { summary: { by: [{ value: null, count: 1 }, { value: '430699101', count: 1 }] } });
  expect([townsWithoutUnit({ areas, units }), townsWithoutUnit({ areas })]).toEqual([['柳溪镇'], []]);
});

it('asks each register’s own service for its uploads', () => {
  expect(steps.flatMap(({ registers }) => registers).map((register) => /runs: (\w+)\(/.exec(runsOf(register))?.[1])).toEqual(['gridsImports', 'officesImports', 'officesImports', 'gridsImports', 'gridsImports', 'enterprisesImports']);
});
