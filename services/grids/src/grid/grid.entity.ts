import { byArea, recordOf, thing } from '@moduan/kernel';
import { gridRegister } from '@moduan/schema/grids/grid';
import { endStaff } from '../grid-staff/end-staff';
import { sizeInKm2 } from '@moduan/schema/area-size';

export class Grid extends recordOf(gridRegister) {}

export const grids = thing(Grid, gridRegister, {
  scope: byArea('area_code', { lines: 'any', premises: 'any' }),
  emits: { event: 'grids.grid', tells: ['areaCode', 'name', 'boundary'] },
  derive: ({ boundary, staffing, leaders, safetyOfficers, cadres }) => ({
    areaKm2: boundary ? sizeInKm2(boundary) : null,
    // Of a grid that is just being entered; from then on the staff itself keeps them.
    staffing: staffing ?? 'NONE', leaders: leaders ?? 0, safetyOfficers: safetyOfficers ?? 0, cadres: cadres ?? 0,
  }),
  ending: endStaff,
});
