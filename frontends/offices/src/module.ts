import { officesRegisters } from '@moduan/schema/offices/registers';
import { defineDepartment } from '@moduan/ui';
import { registerRoutes } from '@moduan/ui/data';
import { appointmentScreen } from './appointment/appointment.screen';
import { accountScreen } from './account/account.screen';

/** A token is told once: its page is none of a register. */
const issuing = { path: '/offices/device-tokens/new', component: () => import('./device-token/issue-device-token.vue'), meta: { title: { zh: '发放设备令牌', en: 'Issue a device token' } } };

export default defineDepartment({ contract: 1, name: 'offices', routes: [issuing, ...registerRoutes([...officesRegisters, appointmentScreen, accountScreen])] });
