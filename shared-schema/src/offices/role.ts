import { boolean, choices, text } from '../fields';
import { describeRegister } from '../register';
import { permissionOptions } from './permissions';

/** Roles are data: what holders of a post may do; where they may do it follows from the appointment. */
export const roleRegister = describeRegister({
  service: 'offices',
  type: 'Role',
  noun: 'role',
  one: 'role',
  many: 'roles',
  label: { zh: '岗位角色', en: 'Roles' },
  counted: { zh: '个', en: 'roles' },
  doc: 'What holders of a post may do; where they may do it follows from the appointment.',
  title: 'name',
  order: { field: 'name', direction: 'ASC' },
  matchOn: ['name'],
  can: ['create', 'amend', 'end', 'import', 'export'],
  fields: {
    name: text({ zh: '角色名称', en: 'Name', doc: 'Name of the role, unique.', required: true, max: 60, search: true, sort: true, column: true, headings: ['角色'] }),
    permissions: choices({ zh: '权限', en: 'Permissions', doc: 'What its holders may do.', required: true, column: true, options: permissionOptions }),
    secondFactor: boolean({ zh: '须双因素登录', en: 'Second factor', doc: 'Whether its holders sign in with a code of their authenticator app beside the password.', filter: true, column: true, headings: ['双因素'] }),
    note: text({ zh: '说明', en: 'Note', doc: 'For whom the role is meant.', max: 300, multiline: true, column: true }),
  },
});
