import { everyone, recordOf, thing } from '@moduan/kernel';
import { roleRegister } from '@moduan/schema/offices/role';
import { keepsRoles } from './role.policy';
import { oneSide, requireHoldersOnOneSide } from './role-sides';

export class Role extends recordOf(roleRegister) {}

export const roles = thing(Role, roleRegister, {
  scope: everyone,
  policy: { create: keepsRoles('create'), amend: keepsRoles('amend'), end: keepsRoles('end') },
  verify: oneSide,
  prepare: requireHoldersOnOneSide,
});
