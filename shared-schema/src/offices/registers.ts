import { accessTokenRegister } from './access-token';
import { accountRegister } from './account';
import { appointmentRegister } from './appointment';
import { deputyRegister } from './deputy';
import { deviceTokenRegister } from './device-token';
import { handOverRegister } from './hand-over';
import { personRegister } from './person';
import { roleRegister } from './role';
import { settingRegister } from './setting';
import { signInRegister } from './sign-in';
import { unitRegister } from './unit';
import { officesOperations, officesRefusedAttempts } from './trail';

/** Registers of the department, in the order of its menu. */
export const officesRegisters = [unitRegister, personRegister, appointmentRegister, deputyRegister, handOverRegister, roleRegister, accountRegister, signInRegister, accessTokenRegister, deviceTokenRegister, settingRegister, officesOperations, officesRefusedAttempts] as const;
