/** The demonstration has the roles that every city begins with. */
export { starterRoles as demoRoles, type StarterRole as RoleRow } from '@moduan/schema/offices/starter-roles';
