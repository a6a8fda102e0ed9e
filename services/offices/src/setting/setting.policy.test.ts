import { Actor, type Jurisdiction } from '@moduan/kernel';
import { permissionLabels } from '@moduan/schema/offices/permissions';
import { expect, it } from 'vitest';
import { settings } from './setting.entity';

const everything = Object.keys(permissionLabels);
const amends = (jurisdiction: Jurisdiction, permissions: Iterable<string> = everything) => settings.policy.amend!(new Actor('1', 'A', '', permissions, jurisdiction, '430681'), {} as never);

it.each<[string, Jurisdiction, boolean]>([
  ['the city', [{ prefix: '430681' }], true],
  ['a town', [{ prefix: '430681102' }], false],
  ['one line of work of the city', [{ prefix: '430681', lines: ['FIRE'] }], false],
  ['nowhere', [], false],
])('rules that hold in every town are amended by administrators of %s: %s', (_where, jurisdiction, allowed) => {
  expect(amends(jurisdiction)).toBe(allowed);
});

it('takes the permission of its own, in the post of the city', () => {
  expect(amends([{ prefix: '430681' }], everything.filter((code) => code !== 'setting.amend'))).toBe(false);
});
