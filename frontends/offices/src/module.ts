import { officesRegisters } from '@moduan/schema/offices/registers';
import { defineDepartment } from '@moduan/ui';
import { registerRoutes } from '@moduan/ui/data';
import { appointmentScreen } from './appointment/appointment.screen';
import { accountScreen } from './account/account.screen';

export default defineDepartment({ contract: 1, name: 'offices', routes: registerRoutes([...officesRegisters, appointmentScreen, accountScreen]) });
