import type { ServiceDefinition } from '@moduan/kernel';
import { migrations } from '../migrations';
import { accounts } from './account/account.entity';
import { AccountResolver } from './account/account.resolver';
import { appointments } from './appointment/appointment.entity';
import { people } from './person/person.entity';
import { roles } from './role/role.entity';
import { units } from './unit/unit.entity';

/** Offices: who works where, in which post, and what the post allows. */
export const offices: ServiceDefinition = {
  name: 'offices',
  things: [units, people, appointments, roles, accounts],
  resolvers: [AccountResolver],
  migrations,
};

export { createFirstAdministrator, isEmpty, type FirstAdministrator } from './session/first-administrator';
export { findActor, type PostOfActor, type SignedIn } from './session/find-actor';
export { signIn, signOut, type SignIn } from './session/sign-in';
