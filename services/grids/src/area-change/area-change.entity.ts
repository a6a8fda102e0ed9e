import { everyone, recordOf, thing } from '@moduan/kernel';
import { areaChangeRegister } from '@moduan/schema/grids/area-change';

export class AreaChange extends recordOf(areaChangeRegister) {}

/** Divisions are public: what became of a code is read by all. */
export const areaChanges = thing(AreaChange, areaChangeRegister, { scope: everyone });
