import { area, choices, dateTime, reference, text } from '../fields';
import { describeRegister } from '../register';
import { classOf } from './permission-classes';
import { permissionLabels, permissionOptions } from './permissions';

/** Permissions that hand out power themselves, in posts, roles, accounts or rules: no token holds them. */
export const neverInTokens: readonly string[] = Object.keys(permissionLabels).filter((code) => classOf(code) === 'administrative');

/** Tokens with which programs act for a person; made by the person, seen and ended by administrators too. */
export const accessTokenRegister = describeRegister({
  service: 'offices',
  type: 'AccessToken',
  noun: 'access-token',
  one: 'accessToken',
  many: 'accessTokens',
  label: { zh: '访问令牌', en: 'Access tokens' },
  counted: { zh: '个', en: 'tokens' },
  doc: 'A token with which a program acts for the holder of an account, within its scopes and what the holder may do at the time.',
  title: 'name',
  can: ['end', 'export'],
  fields: {
    name: text({ zh: '用途', en: 'Name', doc: 'What the token is for.', required: true, max: 60, search: true, column: true }),
    accountId: reference({ zh: '账号', en: 'Account', doc: 'For whom it acts.', to: 'Account', derived: true, filter: true, column: true }),
    areaCode: area({ zh: '辖区', en: 'Area', doc: 'Area of the account.', derived: true, filter: true }),
    scopes: choices({ zh: '权限范围', en: 'Scopes', doc: 'What it may do at most.', required: true, options: permissionOptions }),
    expiresAt: dateTime({ zh: '到期', en: 'Expires', doc: 'From when on it opens nothing.', derived: true, filter: true, sort: true, column: true }),
    lastUsedAt: dateTime({ zh: '最近使用', en: 'Last used', doc: 'When it was last used, to the minute.', derived: true, sort: true, column: true }),
    lastUsedAddress: text({ zh: '使用地址', en: 'Used from', doc: 'Network address of its last use.', derived: true, max: 60, column: true }),
  },
});
