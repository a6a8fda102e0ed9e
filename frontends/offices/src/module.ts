import { officesRegisters } from '@moduan/schema/offices/registers';
import { defineDepartment } from '@moduan/ui';
import { registerRoutes } from '@moduan/ui/data';
import { appointmentScreen } from './appointment/appointment.screen';
import { accountScreen } from './account/account.screen';
import { personScreen } from './person/person.screen';
import { settingScreen } from './setting/setting.screen';

/** A token is told once: its page is none of a register. */
const issuing = { path: '/offices/device-tokens/new', component: () => import('./device-token/issue-device-token.vue'), meta: { title: { zh: '发放设备令牌', en: 'Issue a device token' } } };

/** What an administrator works through once, and the sheet that is printed once. */
const setUp = { path: '/offices/set-up', component: () => import('./set-up/set-up-page.vue'), meta: { title: { zh: '建库向导', en: 'Set-up' } } };
const sheet = { path: '/offices/first-passwords', component: () => import('./first-password/first-passwords-page.vue'), meta: { title: { zh: '首次密码', en: 'First passwords' } } };

export default defineDepartment({ contract: 1, name: 'offices', routes: [issuing, setUp, sheet, ...registerRoutes([...officesRegisters, personScreen, appointmentScreen, accountScreen, settingScreen])] });
