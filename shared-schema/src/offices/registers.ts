import { accessTokenRegister } from './access-token';
import { accountRegister } from './account';
import { appointmentRegister } from './appointment';
import { deviceTokenRegister } from './device-token';
import { personRegister } from './person';
import { roleRegister } from './role';
import { settingRegister } from './setting';
import { signInRegister } from './sign-in';
import { unitRegister } from './unit';

/** Registers of the department, in the order of its menu. */
export const officesRegisters = [unitRegister, personRegister, appointmentRegister, roleRegister, accountRegister, signInRegister, accessTokenRegister, deviceTokenRegister, settingRegister] as const;
