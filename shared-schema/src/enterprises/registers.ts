import { licenceRegister } from './licence';
import { operatorRegister } from './operator';
import { premisesRegister } from './premises';
import { starChangeRegister } from './star-change';

/** Registers of the department, in the order of its menu. */
export const enterprisesRegisters = [premisesRegister, operatorRegister, licenceRegister, starChangeRegister] as const;
