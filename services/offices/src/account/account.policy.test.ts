import { Actor, type Jurisdiction } from '@moduan/kernel';
import { permissionLabels } from '@moduan/schema/offices/permissions';
import { describe, expect, it } from 'vitest';
import { appointments } from '../appointment/appointment.entity';
import { people } from '../person/person.entity';
import { roles } from '../role/role.entity';
import { units } from '../unit/unit.entity';
import { accounts } from './account.entity';

const TOWN = '430681102';
const record = { areaCode: TOWN };
const actor = (jurisdiction: Jurisdiction, permissions: Iterable<string>) => new Actor('1', 'A', '', permissions, jurisdiction, TOWN);
const everything = Object.keys(permissionLabels);

describe('accounts', () => {
  const actions = Object.keys(accounts.policy);
  const allowed = (who: Actor) => actions.filter((action) => accounts.policy[action]!(who, record as never));

  it('are kept by those alone who administer accounts of the area', () => {
    expect(actions.sort()).toEqual(['amend', 'create', 'end', 'setPassword']);
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
  it.each(['create', 'amend', 'end'])('%s takes its own permission; roles have no area', (action) => {
    expect(roles.policy[action]!(actor([], [`role.${action}`]), {} as never)).toBe(true);
    expect(roles.policy[action]!(actor([{ prefix: '430681' }], everything.filter((code) => code !== `role.${action}`)), {} as never)).toBe(false);
  });
});
