import { describe, expect, it } from 'vitest';
import { mayInArea, notBy } from '../policy/policy';
import { Actor } from './actor';
import type { Jurisdiction } from './jurisdiction';

const [CITY, TOWN, OTHER] = ['430681', '430681104', '430681102'];
const who = { id: '1', name: 'A', unitName: 'U', personId: 'p' };
const auditor = { permissions: ['premises.read', 'premises.export'], jurisdiction: [{ prefix: CITY }] };
const head = { permissions: ['premises.read', 'premises.amend'], jurisdiction: [{ prefix: TOWN, lines: ['FIRE'] }] };

describe('somebody of two posts', () => {
  const both = Actor.of(who, [auditor, head], CITY);

  it.each<[string, Jurisdiction]>([
    ['premises.read', [{ prefix: CITY }, { prefix: TOWN, lines: ['FIRE'] }]],
    ['premises.export', [{ prefix: CITY }]],
    ['premises.amend', [{ prefix: TOWN, lines: ['FIRE'] }]],
    ['premises.end', []],
  ])('may %s where a post that allows it stands, and nowhere else', (permission, reach) => {
    expect(both.reach(permission)).toEqual(reach);
    expect(both.may(permission)).toBe(reach.length > 0);
  });

  it('is judged by the area of the post that allows the action', () => {
    const amend = (areaCode: string, lineOfWork = 'FIRE') => mayInArea('premises.amend')(both, { areaCode, lineOfWork });
    expect([amend(TOWN), amend(OTHER), amend(CITY), amend(TOWN, 'WATER')]).toEqual([true, false, false, false]);
    expect([TOWN, OTHER].map((areaCode) => mayInArea('premises.read')(both, { areaCode }))).toEqual([true, true]);
  });

  it('enters what has no place yet where they may enter it', () => {
    expect([both.homeFor('premises.read'), both.homeFor('premises.amend'), both.homeFor('premises.end')]).toEqual([CITY, TOWN, CITY]);
  });

  it('shows all that the posts hold together', () => {
    expect(both.permissions).toEqual(['premises.amend', 'premises.export', 'premises.read']);
    expect(both.jurisdiction).toEqual([...auditor.jurisdiction, ...head.jurisdiction]);
  });
});

it('is somebody of one post when made so, wherever that reaches', () => {
  const one = new Actor('1', 'A', 'U', ['unit.read'], [{ prefix: TOWN }, { prefix: OTHER }], TOWN);
  expect([one.reach('unit.read'), one.reach('unit.amend'), one.homeFor('unit.read')]).toEqual([[{ prefix: TOWN }, { prefix: OTHER }], [], TOWN]);
  const nowhere = new Actor('1', 'A', 'U', ['unit.read'], [], TOWN);
  expect([nowhere.may('unit.read'), nowhere.reach('unit.read')]).toEqual([true, []]);
});

it('may nothing without a post', () => {
  const nobody = Actor.of(who, [], TOWN);
  expect([nobody.may('unit.read'), nobody.reach('unit.read'), nobody.permissions, nobody.homeFor('unit.read')]).toEqual([false, [], [], TOWN]);
});

describe('a deputy', () => {
  const principal = { personId: 'head', name: 'Head', accountIds: ['account of head'] };
  const posts = [
    { permissions: ['premises.read', 'premises.amend'], jurisdiction: [{ prefix: OTHER }], unitId: 'own' },
    { permissions: ['premises.read', 'premises.amend', 'premises.grade'], jurisdiction: [{ prefix: TOWN }], unitId: 'theirs', onBehalfOf: principal },
  ];
  const deputy = Actor.of(who, posts, OTHER);
  const inName = (permission: string, areaCode: string | null) => deputy.authority(permission, { areaCode })?.name ?? 'own';

  it('acts in the name of the principal only where the own posts do not allow it', () => {
    expect([inName('premises.amend', OTHER), inName('premises.amend', TOWN), inName('premises.grade', TOWN), inName('premises.grade', OTHER), inName('premises.end', TOWN)]).toEqual(['own', 'Head', 'Head', 'own', 'own']);
    expect([inName('premises.amend', null), inName('premises.grade', null)]).toEqual(['own', 'Head']);
  });

  it('is the same person in another process', () => {
    const again = Actor.from(structuredClone(deputy.describe()));
    expect([again.authority('premises.grade', { areaCode: TOWN }), again.principals, again.unitsFor('premises.grade'), again.unitsFor('premises.read')]).toEqual([principal, [principal], ['theirs'], ['own', 'theirs']]);
  });

  it('approves neither what they entered nor, in the name of the principal, what the principal entered', () => {
    const approve = notBy<{ areaCode: string; createdBy: string }>(mayInArea('premises.amend'), ({ createdBy }) => createdBy);
    const approves = (areaCode: string, createdBy: string) => approve(deputy, { areaCode, createdBy });
    expect([approves(TOWN, who.id), approves(OTHER, who.id)]).toEqual([false, false]);
    expect([approves(TOWN, 'account of head'), approves(TOWN, 'somebody')]).toEqual([false, true]);
    // In their own right they may: the own post allows it there.
    expect([approves(OTHER, 'account of head'), approves(CITY, 'somebody')]).toEqual([true, false]);
  });
});
