import { byArea, recordOf, thing } from '@moduan/kernel';
import { gridStaffRegister } from '@moduan/schema/grids/grid-staff';
import { prepareStaff } from './prepare-staff';

export class GridStaff extends recordOf(gridStaffRegister) {}

export const gridStaff = thing(GridStaff, gridStaffRegister, {
  scope: byArea('area_code', { lines: 'any', premises: 'any' }),
  prepare: prepareStaff,
  derive: ({ hasLeft }) => ({ hasLeft: hasLeft ?? false }),
});
