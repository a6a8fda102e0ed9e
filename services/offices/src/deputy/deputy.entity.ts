import { byArea, recordOf, thing } from '@moduan/kernel';
import { deputyRegister } from '@moduan/schema/offices/deputy';
import { deputyPolicy } from './deputy.policy';
import { daysInOrder, prepareDeputies } from './prepare-deputies';

export class Deputy extends recordOf(deputyRegister) {}

export const deputies = thing(Deputy, deputyRegister, { scope: byArea('area_code', { lines: 'any' }), policy: deputyPolicy, verify: daysInOrder, prepare: prepareDeputies });
