import { licenceRegister } from './licence';
import { operatorRegister } from './operator';
import { premisesRegister } from './premises';
import { starChangeRegister } from './star-change';
import { enterprisesOperations, enterprisesRefusedAttempts } from './trail';

/** Registers of the department, in the order of its menu. */
export const enterprisesRegisters = [premisesRegister, operatorRegister, licenceRegister, starChangeRegister, enterprisesOperations, enterprisesRefusedAttempts] as const;
