import { accountRegister } from './account';
import { appointmentRegister } from './appointment';
import { personRegister } from './person';
import { roleRegister } from './role';
import { unitRegister } from './unit';

/** Registers of the department, in the order of its menu. */
export const officesRegisters = [unitRegister, personRegister, appointmentRegister, roleRegister, accountRegister] as const;
