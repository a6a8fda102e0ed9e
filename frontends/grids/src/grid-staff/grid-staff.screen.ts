import { gridStaffRegister } from '@moduan/schema/grids/grid-staff';
import type { RegisterScreen } from '@moduan/ui';

/** Who looks after which grid; who has many of them, and who has left and is still to be replaced. */
export const gridStaffScreen: RegisterScreen = {
  register: gridStaffRegister,
  views: [
    { key: 'many', label: { zh: '一人多格', en: 'Several grids' }, icon: 'person', matches: { grids: { from: '2' } } },
    { key: 'left', label: { zh: '已离岗待补', en: 'Has left' }, icon: 'warn', matches: { hasLeft: { is: true } } },
  ],
};
