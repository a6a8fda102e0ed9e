import { area, choice, dateTime, reference, text } from '../fields';
import { describeRegister } from '../register';

/** Accounts belong to people; ending one signs its holder out. */
export const accountRegister = describeRegister({
  service: 'offices',
  type: 'Account',
  noun: 'account',
  one: 'account',
  many: 'accounts',
  label: { zh: '账号', en: 'Accounts' },
  counted: { zh: '个', en: 'accounts' },
  doc: 'The account with which a person signs in; ended accounts can not.',
  title: 'username',
  order: { field: 'username', direction: 'ASC' },
  can: ['create', 'amend', 'end', 'export'],
  fields: {
    username: text({ zh: '账号', en: 'User name', doc: 'Name to sign in with, unique.', required: true, fixed: true, max: 40, check: 'username', search: true, sort: true, column: true }),
    personId: reference({ zh: '人员', en: 'Person', doc: 'Whose account it is.', to: 'Person', required: true, fixed: true, filter: true, column: true }),
    areaCode: area({ zh: '辖区', en: 'Area', doc: 'Area whose administrators look after the account.', required: true, filter: true, group: true, column: true }),
    passwordState: choice({
      zh: '密码', en: 'Password', doc: 'Whether the account has a password: none yet, one that was handed out, or one of the holder’s own.', derived: true, filter: true, group: true, column: true,
      options: {
        NONE: { zh: '还没有', en: 'None yet' },
        FIRST: { zh: '首次密码', en: 'First password' },
        OWN: { zh: '本人已设', en: 'The holder’s own' },
      },
    }),
    lastSignInAt: dateTime({ zh: '最近登录', en: 'Last sign-in', doc: 'When the holder last signed in.', derived: true, filter: true, sort: true, column: true }),
  },
});
