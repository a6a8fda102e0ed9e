import { forbidden, invalidInput, isFresh, type FieldFault, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import { mixOf } from '@moduan/schema/offices/permission-classes';
import { permissionCode, permissionLabels } from '@moduan/schema/offices/permissions';
import { sql, type Kysely } from 'kysely';
import { conflicting, deputiesOf, type Holding } from '../appointment/holds';
import type { Role } from './role.entity';

const names = (codes: readonly string[], language: 'zh' | 'en') => codes.slice(0, 3).map((code) => permissionLabels[code]?.[language] ?? code).join(language === 'zh' ? '、' : ', ');

/** An administrator administers and decides nothing: one role does not do both. */
export function oneSide({ permissions }: Pick<Role, 'permissions'>): FieldFault[] {
  const mix = mixOf((permissions as readonly string[]).map(permissionCode));
  if (!mix) return [];
  const { administrative, business } = mix;
  return [{
    path: 'permissions',
    message: {
      zh: `一个角色不能既管机构、人员、账号（${names(administrative, 'zh')}），又办业务（${names(business, 'zh')}），请分成两个角色`,
      en: `A role can not administer (${names(administrative, 'en')}) and decide business (${names(business, 'en')}); make two roles of it`,
    },
  }];
}

/** Nobody changes the role that they hold themselves or in which they stand in, and no change of a role puts a holder of it, or who stands in for one, on both sides. */
export async function requireHoldersOnOneSide(db: Kysely<Tables>, records: readonly Role[], { actor }: ServiceContext): Promise<void> {
  const changed = records.filter((record) => !isFresh(record)).map(({ id }) => id);
  if (!changed.length) return;
  const held = (await db
    .selectFrom('appointment')
    .select(['id', 'person_id', 'role_id', sql<string>`starts_on::text`.as('starts_on'), sql<string | null>`ends_on::text`.as('ends_on')])
    .where('role_id', '=', sql`any(${changed}::uuid[])` as never)
    .where('ended_at', 'is', null)
    .execute()) as Row[];
  const permissions = new Map(records.map((record) => [record.id, (record.permissions as readonly string[]).map(permissionCode)]));
  const holdings = held.map((row) => ({ appointmentId: row.id as string, personId: row.person_id as string, roleId: row.role_id as string, startsOn: row.starts_on as string, endsOn: row.ends_on as string | null }));
  const roleOf = new Map(holdings.map(({ appointmentId, roleId }) => [appointmentId, roleId]));
  const deputies = (await deputiesOf(db, [...roleOf.keys()])).map(({ of, ...holding }) => ({ ...holding, roleId: roleOf.get(of)! }));
  const touched: Holding[] = [...holdings, ...deputies];
  if (touched.some(({ personId }) => actor.isConcernedBy(personId))) throw forbidden('amend');
  if (!(await conflicting(db, touched, permissions)).length) return;
  throw invalidInput([{ path: 'permissions', message: { zh: '有人同时任这个角色和另一侧的角色，改后会既管账号又办业务；请先调整他们的任职', en: 'Somebody holds this role and one of the other side, and would do both; change their appointments first' } }]);
}
