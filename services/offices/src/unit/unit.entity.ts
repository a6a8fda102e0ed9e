import { byArea, recordOf, thing } from '@moduan/kernel';
import { unitRegister } from '@moduan/schema/offices/unit';
import { ownParent, requireTree } from './unit-tree';

export class Unit extends recordOf(unitRegister) {}

/** Who supervises whom is no secret inside the city: a narrowed jurisdiction reads the units of its area too. */
export const units = thing(Unit, unitRegister, {
  scope: byArea('area_code', { lines: 'any', premises: 'any' }),
  verify: ({ id, parentId }) => (parentId?.toLowerCase() === id ? [ownParent] : []),
  prepare: requireTree,
});
