import { describe, expect, it } from 'vitest';
import { Actor, type Holder } from '../actor/actor';
import type { Jurisdiction } from '../actor/jurisdiction';
import type { AnyThing } from '../entity/thing';
import type { ServiceContext } from '../graph/service-context';
import { onlyTown } from './only-town';

const [CITY, TOWN, VILLAGE, GRID, OTHER] = ['430681', '430681104', '430681104209', '430681104209003', '430681119'];
const thing = (shared: boolean) => ({ register: { noun: 'premises', type: 'Premises' }, shared }) as unknown as AnyThing;
const somebody = (...prefixes: readonly string[]): Pick<ServiceContext, 'actor'> => {
  const jurisdiction: Jurisdiction = prefixes.map((prefix) => ({ prefix }));
  const holder: Holder = { id: '1', name: 'A', unitName: 'U', personId: 'p' };
  return { actor: Actor.of(holder, [{ permissions: ['premises.read'], jurisdiction, unitId: '018f0000-0000-7000-8000-000000000001' }], CITY) };
};
const town = (who: Pick<ServiceContext, 'actor'>, filter?: object, shared = false) => onlyTown(who as ServiceContext, thing(shared), filter as never);

describe('a list holds records of one town alone', () => {
  it.each<[string, string[] | null, string | undefined]>([
    ['the town', [TOWN], TOWN],
    ['a village of it', [VILLAGE], TOWN],
    ['a grid and another place of it', [GRID, TOWN], TOWN],
    ['two towns', [TOWN, OTHER], undefined],
    ['the city', [CITY], undefined],
    ['the town and the city', [TOWN, CITY], undefined],
    ['nothing', [], undefined],
    ['null', null, undefined],
  ])('when %s is asked for', (_what, areaCode, expected) => {
    expect(town(somebody(CITY), { areaCode })).toBe(expected);
    expect(town(somebody(CITY), { areaCode }, true)).toBe(expected);
  });

  it('when the caller sees no other, through all of their posts', () => {
    expect([somebody(TOWN), somebody(VILLAGE, GRID), somebody(TOWN, OTHER), somebody(CITY), somebody()].map((who) => town(who))).toEqual([TOWN, TOWN, undefined, undefined, undefined]);
  });

  it('not when records of another may be shared with the unit of the caller', () => {
    expect(town(somebody(TOWN), undefined, true)).toBeUndefined();
  });
});
