import { classOf } from '@moduan/schema/offices/permission-classes';
import { permissionConstant, permissionLabels } from '@moduan/schema/offices/permissions';
import { dataOf } from './open-city';
import { FIRST_PASSWORD, type FrontDoor, type Visitor } from './open-gateway';

export interface StaffMember {
  readonly username: string;
  readonly areaCode: string;
  /** Codes as `premises.read`; when absent all that decides business, keeps places and reads. */
  readonly permissions?: readonly string[];
  /** Whether the person may ask in words of their own, as tests do; true unless told. */
  readonly queries?: boolean;
}

const BUSINESS = Object.keys(permissionLabels).filter((code) => classOf(code) !== 'administrative');

/** Gives a person an account with a post in an area, as an administrator does it, and signs them in. */
export async function appoint(gateway: FrontDoor, administrator: Visitor, { username, areaCode, permissions = BUSINESS, queries = true }: StaffMember): Promise<Visitor> {
  const make = async (type: string, input: object) => {
    const data = dataOf(await administrator.ask(`mutation M($i: Create${type}Input!) { made: create${type}(input: $i) { id } }`, { i: input }));
    return (data.made as { id: string }).id;
  };
  const unitId = await make('Unit', { name: `Office of ${username}`, kind: 'EMERGENCY_OFFICE', areaCode });
  const personId = await make('Person', { name: username, unitId, areaCode });
  const roleId = await make('Role', { name: `Role of ${username}`, permissions: [...new Set([...permissions, ...(queries ? ['graph.query'] : [])])].filter((code) => queries || code !== 'graph.query').map(permissionConstant) });
  await make('Appointment', { post: 'DIRECTOR', personId, unitId, roleId, areaCode, startsOn: '2026-01-01' });
  const id = await make('Account', { username, personId, areaCode });
  dataOf(await administrator.ask('mutation P($i: SetAccountPasswordInput!) { setAccountPassword(input: $i) { id } }', { i: { id, password: FIRST_PASSWORD } }));
  return gateway.signInFirst(username);
}
