import { areaAliasRegister } from './area-alias';
import { areaRegister } from './area';
import { gridRegister } from './grid';

/** Registers of the department, in the order of its menu. */
export const gridsRegisters = [gridRegister, areaRegister, areaAliasRegister] as const;
