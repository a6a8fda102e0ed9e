import { area, choice, reference, text } from '../fields';
import { describeRegister } from '../register';

/** What became of an attempt, or of a session. */
export const signInOutcomes = {
  SIGNED_IN: { zh: '登录成功', en: 'Signed in' },
  PASSWORD_ACCEPTED: { zh: '密码通过，待验证码', en: 'Password accepted, code to come' },
  WRONG_PASSWORD: { zh: '密码不对', en: 'Wrong password' },
  UNKNOWN_NAME: { zh: '没有这个账号', en: 'Unknown user name' },
  LOCKED: { zh: '已锁定，未核对', en: 'Locked, not looked at' },
  WRONG_CODE: { zh: '验证码不对', en: 'Wrong code' },
  CODE_LOCKED: { zh: '验证码已锁定', en: 'Codes locked' },
  CODE_ACCEPTED: { zh: '验证码通过', en: 'Code accepted' },
  RECOVERY_CODE_USED: { zh: '用了恢复码', en: 'Recovery code used' },
  PASSWORD_CHANGED: { zh: '本人修改密码', en: 'Password changed by its holder' },
  REFRESH_REUSED: { zh: '续期凭据重复使用，会话作废', en: 'Refresh token used twice, session revoked' },
  SCREEN_LOCKED: { zh: '锁屏', en: 'Screen locked' },
  UNLOCKED: { zh: '解锁', en: 'Unlocked' },
  SIGNED_OUT: { zh: '退出登录', en: 'Signed out' },
  ENDED_BY_HOLDER: { zh: '本人结束会话', en: 'Sessions ended by the holder' },
  ENDED_BY_ADMINISTRATOR: { zh: '管理员结束会话', en: 'Sessions ended by an administrator' },
  IDENTITY_UNKNOWN: { zh: '统一登录未关联账号', en: 'Single sign-on without an account' },
} as const;

/** Every attempt to sign in and what became of it; written by the system alone. */
export const signInRegister = describeRegister({
  service: 'offices',
  type: 'SignIn',
  noun: 'sign-in',
  one: 'signIn',
  many: 'signIns',
  label: { zh: '登录记录', en: 'Sign-ins' },
  counted: { zh: '次', en: 'sign-ins' },
  doc: 'An attempt to sign in, or the end of a session, with its outcome. No password is ever in it.',
  title: 'username',
  can: ['export'],
  fields: {
    username: text({ zh: '账号', en: 'User name', doc: 'The name typed; masked when no account bears it.', derived: true, max: 100, search: true, filter: true, column: true }),
    accountId: reference({ zh: '关联账号', en: 'Account', doc: 'The account, when there is one of that name.', to: 'Account', derived: true, filter: true }),
    areaCode: area({ zh: '辖区', en: 'Area', doc: 'Area of the account; of the city when there is none.', derived: true, filter: true, group: true, column: true }),
    outcome: choice({ zh: '结果', en: 'Outcome', doc: 'What became of it.', derived: true, filter: true, group: true, column: true, options: signInOutcomes }),
    address: text({ zh: '来源地址', en: 'Address', doc: 'Network address that it came from.', derived: true, max: 60, search: true, filter: true, column: true }),
    means: choice({
      zh: '方式', en: 'Means', doc: 'How it was tried.', derived: true, filter: true, group: true, column: true,
      options: { PASSWORD: { zh: '密码', en: 'Password' }, SINGLE_SIGN_ON: { zh: '统一登录', en: 'Single sign-on' }, SESSION: { zh: '会话', en: 'Session' } },
    }),
  },
});
