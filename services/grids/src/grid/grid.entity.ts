import { byArea, recordOf, thing } from '@moduan/kernel';
import { gridRegister } from '@moduan/schema/grids/grid';
import { sizeInKm2 } from './grid-size';

export class Grid extends recordOf(gridRegister) {}

export const grids = thing(Grid, gridRegister, {
  scope: byArea('area_code', { lines: 'any', premises: 'any' }),
  emits: { event: 'grids.grid', tells: ['areaCode', 'name'] },
  derive: ({ boundary }) => ({ areaKm2: boundary ? sizeInKm2(boundary) : null }),
});
