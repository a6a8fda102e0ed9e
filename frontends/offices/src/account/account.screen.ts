import { text } from '@moduan/schema';
import { accountRegister } from '@moduan/schema/offices/account';
import type { RegisterScreen } from '@moduan/ui';

const password = text({ zh: '新密码', en: 'New password', doc: '10 to 200 characters of at least three kinds.', required: true, max: 200 });

/** Accounts, with the password that an administrator hands out. */
export const accountScreen: RegisterScreen = {
  register: accountRegister,
  actions: [
    {
      action: 'SET_PASSWORD',
      mutation: 'setAccountPassword',
      permission: 'account.administer',
      byPermission: true,
      icon: 'key',
      label: { zh: '重设密码', en: 'Set a password' },
      fields: { password },
      consequence: { zh: '持有人在所有设备上退出登录，用新密码重新登录。密码 10 位以上，大小写、数字、符号至少三种。', en: 'The holder is signed out everywhere and signs in with the new password: 10 characters or more of at least three kinds.' },
    },
  ],
};
