import { integer, text } from '../fields';
import { describeRegister } from '../register';

const password = { zh: '密码', en: 'Passwords' };
const session = { zh: '锁定与会话', en: 'Locks and sessions' };
const days = { zh: '天', en: 'days' };

/** The one record of the register. */
export const SETTING_ID = '00000000-0000-7000-8000-000000000001';

/** Rules of passwords, locks and sessions: one record for the whole installation, amended like any other. */
export const settingRegister = describeRegister({
  service: 'offices',
  type: 'Setting',
  noun: 'setting',
  one: 'setting',
  many: 'settings',
  label: { zh: '账号与密码规则', en: 'Rules of accounts' },
  counted: { zh: '项', en: 'rules' },
  doc: 'Rules of passwords, locks and sessions of this installation. There is one record.',
  title: 'name',
  can: ['amend'],
  fields: {
    name: text({ zh: '名称', en: 'Name', doc: 'What the rules are called.', derived: true, max: 60, column: true }),
    passwordMinLength: integer({ zh: '密码最短', en: 'Shortest password', doc: 'Characters that a password has at least.', required: true, min: 8, max: 64, unit: { zh: '位', en: 'characters' }, column: true, section: password }),
    passwordKinds: integer({ zh: '字符种类', en: 'Kinds of characters', doc: 'How many of upper case, lower case, digits and symbols a password holds at least.', required: true, min: 1, max: 4, unit: { zh: '种', en: 'kinds' }, column: true, section: password }),
    passwordMaxAgeDays: integer({ zh: '密码有效期', en: 'Age of a password', doc: 'After how many days a password is changed at sign-in; never when absent.', min: 1, max: 3650, unit: days, column: true, section: password }),
    passwordsRemembered: integer({ zh: '不得重复最近', en: 'Former passwords', doc: 'How many former passwords may not come again.', required: true, min: 0, max: 24, unit: { zh: '个密码', en: 'passwords' }, section: password }),
    firstPasswordDays: integer({ zh: '首次密码有效期', en: 'First passwords last', doc: 'Within how many days a password that was handed out has to be used; afterwards it no longer signs in.', required: true, min: 1, max: 90, unit: days, column: true, section: password }),
    lockAfter: integer({ zh: '连错锁定', en: 'Lock after', doc: 'How many wrong passwords or codes in a row lock the account.', required: true, min: 3, max: 20, unit: { zh: '次', en: 'attempts' }, column: true, section: session }),
    lockMinutes: integer({ zh: '锁定时长', en: 'Locked for', doc: 'How long an account stays locked.', required: true, min: 1, max: 1440, unit: { zh: '分钟', en: 'minutes' }, column: true, section: session }),
    screenLockMinutes: integer({ zh: '无操作锁屏', en: 'Screen locks after', doc: 'After how many minutes without a touch the screen locks and the session with it; never when 0.', required: true, min: 0, max: 480, unit: { zh: '分钟', en: 'minutes' }, column: true, section: session }),
    sessionIdleHours: integer({ zh: '闲置退出', en: 'Idle for', doc: 'After how many hours without a request a session ends.', required: true, min: 1, max: 72, unit: { zh: '小时', en: 'hours' }, section: session }),
    sessionMaxHours: integer({ zh: '最长在线', en: 'Signed in for', doc: 'After how many hours a session ends in any case.', required: true, min: 1, max: 720, unit: { zh: '小时', en: 'hours' }, section: session }),
  },
});
