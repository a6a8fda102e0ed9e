import type { ServiceDefinition } from '@moduan/kernel';
import { migrations } from '../migrations';
import { accounts } from './account/account.entity';
import { AccountResolver } from './account/account.resolver';
import { appointments } from './appointment/appointment.entity';
import { people } from './person/person.entity';
import { roles } from './role/role.entity';
import { officesCalls } from './session/calls';
import { units } from './unit/unit.entity';

/** Offices: who works where, in which post, and what the post allows. */
export const offices: ServiceDefinition = {
  name: 'offices',
  things: [units, people, appointments, roles, accounts],
  resolvers: [AccountResolver],
  calls: officesCalls,
  migrations,
};

export { officesCalls } from './session/calls';
export type { SignedIn } from './session/find-actor';
