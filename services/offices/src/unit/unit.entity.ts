import { byArea, recordOf, thing, type Scope } from '@moduan/kernel';
import { unitRegister } from '@moduan/schema/offices/unit';
import { ownParent, requireTree } from './unit-tree';

export class Unit extends recordOf(unitRegister) {}

/** A unit is read where it stands and where it is stationed. */
const [standing, stationed] = ['area_code', 'stationed_code'].map((column) => byArea(column, { lines: 'any', premises: 'any' })) as [Scope, Scope];

/** Who supervises whom is no secret inside the city: a narrowed jurisdiction reads the units of its area too. */
export const units = thing(Unit, unitRegister, {
  scope: {
    open: false,
    test: (eb, reach) => eb.or([standing.test(eb, reach), stationed.test(eb, reach)]),
    heard: { columns: ['area_code', 'stationed_code'], holds: (row, reach) => [standing, stationed].some(({ heard }) => heard!.holds(row, reach)) },
  },
  verify: ({ id, parentId }) => (parentId?.toLowerCase() === id ? [ownParent] : []),
  prepare: requireTree,
  // Which there are is enough for who shares a record with one.
  emits: { event: 'offices.unit', tells: [] },
});
