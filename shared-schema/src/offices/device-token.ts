import { area, choices, dateTime, text } from '../fields';
import { describeRegister } from '../register';
import { permissionOptions } from './permissions';

/** Tokens of devices, as a gauge or a camera box: they belong to a place, not to a person. */
export const deviceTokenRegister = describeRegister({
  service: 'offices',
  type: 'DeviceToken',
  noun: 'device-token',
  one: 'deviceToken',
  many: 'deviceTokens',
  label: { zh: '设备令牌', en: 'Device tokens' },
  counted: { zh: '个', en: 'tokens' },
  doc: 'A token with which a device reports from its area, within its scopes.',
  title: 'name',
  can: ['end', 'export'],
  fields: {
    name: text({ zh: '设备名称', en: 'Device', doc: 'Name of the device.', required: true, max: 60, search: true, column: true }),
    areaCode: area({ zh: '辖区', en: 'Area', doc: 'Where the device stands; it acts nowhere else.', required: true, filter: true, group: true, column: true }),
    scopes: choices({ zh: '权限范围', en: 'Scopes', doc: 'What the device may do.', required: true, options: permissionOptions }),
    expiresAt: dateTime({ zh: '到期', en: 'Expires', doc: 'From when on it opens nothing.', derived: true, filter: true, sort: true, column: true }),
    lastUsedAt: dateTime({ zh: '最近使用', en: 'Last used', doc: 'When it was last used, to the minute.', derived: true, sort: true, column: true }),
    lastUsedAddress: text({ zh: '使用地址', en: 'Used from', doc: 'Network address of its last use.', derived: true, max: 60, column: true }),
  },
});
