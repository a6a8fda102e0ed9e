import { areaAliasRegister } from './area-alias';
import { areaChangeRegister } from './area-change';
import { areaRegister } from './area';
import { gridRegister } from './grid';
import { gridStaffRegister } from './grid-staff';
import { gridsOperations, gridsRefusedAttempts } from './trail';

/** Registers of the department, in the order of its menu. */
export const gridsRegisters = [gridRegister, gridStaffRegister, areaRegister, areaAliasRegister, areaChangeRegister, gridsOperations, gridsRefusedAttempts] as const;
