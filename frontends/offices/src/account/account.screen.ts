import { text } from '@moduan/schema';
import { accountRegister } from '@moduan/schema/offices/account';
import type { RegisterScreen } from '@moduan/ui';
import FirstPasswordSheet from '../first-password/first-password-sheet.vue';
import AccountRelations from './account-relations.vue';

const password = text({ zh: '新密码', en: 'New password', doc: 'By the rules of the installation; its holder changes it at the next sign-in.', required: true, max: 200 });

/** Accounts, with the password that an administrator hands out. */
export const accountScreen: RegisterScreen = {
  register: accountRegister,
  views: [{ key: 'no-password', label: { zh: '还没有密码', en: 'No password yet' }, icon: 'key', matches: { passwordState: { anyOf: ['NONE'] } } }],
  actions: [
    {
      action: 'SET_PASSWORD',
      mutation: 'setAccountPassword',
      permission: 'account.administer',
      byPermission: true,
      icon: 'key',
      label: { zh: '重设密码', en: 'Set a password' },
      fields: { password },
      consequence: { zh: '持有人在所有设备上退出登录，用这个密码登录一次，随即须改成自己的密码。', en: 'The holder is signed out everywhere, signs in with this password once, and has to choose another then.' },
    },
    {
      action: 'ISSUE_FIRST_PASSWORD',
      mutation: 'issueFirstPasswords',
      permission: 'account.administer',
      byPermission: true,
      bulk: true,
      icon: 'print',
      label: { zh: '发放首次密码', en: 'Issue first passwords' },
      together: { done: 'issued', more: 'strips { username personName unitName password } days', afterwards: FirstPasswordSheet },
      consequence: { zh: '每人生成一个新的首次密码，只显示一次，可打印成条；原密码作废，所有设备退出登录。', en: 'Makes a new first password for each, shown this once and printed in strips; the old ones are dead and the holders signed out everywhere.' },
    },
    {
      action: 'RESET_SECOND_FACTOR',
      mutation: 'resetSecondFactor',
      permission: 'account.administer',
      byPermission: true,
      icon: 'shield',
      label: { zh: '重置双因素', en: 'Reset the second factor' },
      consequence: { zh: '手机丢失时用。持有人在所有设备上退出登录，下次只凭密码登录；岗位要求双因素的，登录后须重新设置。先核实本人身份。', en: 'For a lost phone. The holder is signed out everywhere and signs in with the password alone; where a post asks for a second factor, it is set up anew. Make sure who asks.' },
    },
    {
      action: 'END_SESSIONS',
      mutation: 'endAccountSessions',
      permission: 'account.administer',
      byPermission: true,
      icon: 'end',
      label: { zh: '退出所有设备', en: 'Sign out everywhere' },
      consequence: { zh: '持有人在所有设备上退出登录，可以重新登录。', en: 'The holder is signed out everywhere and may sign in again.' },
    },
  ],
  relations: AccountRelations,
};
