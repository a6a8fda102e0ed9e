import { Actor, type Jurisdiction } from '@moduan/kernel';
import { permissionLabels } from '@moduan/schema/offices/permissions';
import { describe, expect, it } from 'vitest';
import { appointments } from '../appointment/appointment.entity';
import { people } from '../person/person.entity';
import { roles } from '../role/role.entity';
import { units } from '../unit/unit.entity';
import { accounts } from './account.entity';

const TOWN = '430681102';
const record = { areaCode: TOWN, personId: 'holder' };
const actor = (jurisdiction: Jurisdiction, permissions: Iterable<string>) => new Actor('1', 'A', '', permissions, jurisdiction, TOWN, 'somebody');
const everything = Object.keys(permissionLabels);

describe('accounts', () => {
  const actions = Object.keys(accounts.policy);
  const allowed = (who: Actor) => actions.filter((action) => accounts.policy[action]!(who, record as never));

  it('are kept by those alone who administer accounts of the area', () => {
    expect(actions.sort()).toEqual(['amend', 'create', 'end', 'endSessions', 'resetSecondFactor', 'setPassword']);
    expect(allowed(actor([{ prefix: '430681' }], ['account.administer']))).toEqual(actions);
    expect(allowed(actor([{ prefix: TOWN }], everything.filter((code) => code !== 'account.administer')))).toEqual([]);
  });

  it.each<[string, Jurisdiction]>([['another town', [{ prefix: '430681104' }]], ['a village of it', [{ prefix: `${TOWN}206` }]], ['nowhere', []]])('are not kept from %s', (_where, jurisdiction) => {
    expect(allowed(actor(jurisdiction, everything))).toEqual([]);
  });
});

describe.each([['unit', units], ['person', people], ['appointment', appointments]] as const)('%s', (noun, thing) => {
  it.each(['create', 'amend', 'end'])('%s takes its own permission in the area', (action) => {
    const rule = thing.policy[action]!;
    expect(rule(actor([{ prefix: TOWN }], [`${noun}.${action}`]), record as never)).toBe(true);
    expect(rule(actor([{ prefix: TOWN }], everything.filter((code) => code !== `${noun}.${action}`)), record as never)).toBe(false);
    expect(rule(actor([{ prefix: '430681104' }], everything), record as never)).toBe(false);
    expect(rule(actor([], everything), record as never)).toBe(false);
  });
});

describe('roles', () => {
  const city: Jurisdiction = [{ prefix: '430681' }];

  it.each<[string, Jurisdiction, boolean]>([
    ['the city', city, true],
    ['the prefecture', [{ prefix: '4306' }], true],
    ['a town', [{ prefix: TOWN }], false],
    ['every town by itself', [{ prefix: TOWN }, { prefix: '430681104' }], false],
    ['one line of work of the city', [{ prefix: '430681', lines: ['FIRE'] }], false],
    ['premises named', [{ prefix: '430681', premises: [] }], false],
    ['nowhere', [], false],
    ['an empty prefix', [{ prefix: '' }], false],
  ])('are kept by administrators of %s: they hold in every town', (_where, jurisdiction, kept) => {
    for (const action of ['create', 'amend', 'end']) expect(roles.policy[action]!(actor(jurisdiction, [`role.${action}`]), {} as never)).toBe(kept);
  });

  it.each(['create', 'amend', 'end'])('%s takes its own permission, in a post of the city', (action) => {
    expect(roles.policy[action]!(actor(city, everything.filter((code) => code !== `role.${action}`)), {} as never)).toBe(false);
    const who = { id: '1', name: 'A', unitName: '', personId: 'p' };
    const both = Actor.of(who, [{ permissions: ['role.read'], jurisdiction: city }, { permissions: everything, jurisdiction: [{ prefix: TOWN }] }], TOWN);
    expect(roles.policy[action]!(both, {} as never)).toBe(false);
  });
});

it('lets nobody amend an appointment of their own', () => {
  const own = new Actor('1', 'A', '', everything, [{ prefix: TOWN }], TOWN, 'p1');
  const amends = (personId: string) => appointments.policy.amend!(own, { ...record, personId } as never);
  expect([amends('p1'), amends('p2')]).toEqual([false, true]);
});
