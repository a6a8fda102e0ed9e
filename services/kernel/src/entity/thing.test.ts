import 'reflect-metadata';
import { unitRegister } from '@moduan/schema/offices/unit';
import { expect, it } from 'vitest';
import { everyone } from './scope';
import { recordOf, thing } from './thing';

class Unit extends recordOf(unitRegister) {}

it('is not made with an action that no rule of its policy judges', () => {
  expect(() => thing(Unit, unitRegister, { scope: everyone, actions: ['close', 'toString'] })).toThrow('unit: actions without a rule in the policy: close, toString');
  expect(thing(Unit, unitRegister, { scope: everyone, actions: ['close'], policy: { close: () => true } }).actions).toEqual(['close']);
});
