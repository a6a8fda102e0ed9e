import { followAreas, trailThings, type ServiceDefinition } from '@moduan/kernel';
import { officesOperations, officesRefusedAttempts } from '@moduan/schema/offices/trail';
import { migrations } from '../migrations';
import { accessTokens } from './access-token/access-token.entity';
import { accounts } from './account/account.entity';
import { AccountResolver } from './account/account.resolver';
import { appointments } from './appointment/appointment.entity';
import { CityResolver } from './city/city.resolver';
import { deputies } from './deputy/deputy.entity';
import { DeputyResolver } from './deputy/deputy.resolver';
import { FirstPasswordResolver } from './first-password/first-password.resolver';
import { handOvers } from './hand-over/hand-over.entity';
import { deviceTokens } from './device-token/device-token.entity';
import { DeviceTokenResolver } from './device-token/device-token.resolver';
import { peopleImport } from './person/import/people-import';
import { people } from './person/person.entity';
import { roles } from './role/role.entity';
import { officesCalls } from './session/calls';
import { settings } from './setting/setting.entity';
import { signInLog, signIns } from './sign-in/sign-in.entity';
import { units } from './unit/unit.entity';
import { unitNames } from './unit/unit-name.entity';

/** Offices: who works where, in which post, and what the post allows. */
export const offices: ServiceDefinition = {
  name: 'offices',
  things: [units, unitNames, people, appointments, deputies, handOvers, roles, accounts, signIns, accessTokens, deviceTokens, settings, ...trailThings(officesOperations, officesRefusedAttempts)],
  resolvers: [AccountResolver, FirstPasswordResolver, CityResolver, DeviceTokenResolver, DeputyResolver],
  imports: [peopleImport],
  calls: officesCalls,
  handlers: [followAreas([units, people, appointments, deputies, accounts, accessTokens, deviceTokens])],
  sealed: [{ table: 'second_factor', id: 'account_id', column: 'secret_sealed' }],
  logs: [signInLog],
  migrations,
};

export { officesCalls } from './session/calls';
export type { SignedIn } from './session/find-actor';
