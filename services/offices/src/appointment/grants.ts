import { reaches, type Actor, type Row, type Tables } from '@moduan/kernel';
import { classOf } from '@moduan/schema/offices/permission-classes';
import { permissionCode } from '@moduan/schema/offices/permissions';
import { sql, type Kysely } from 'kysely';

interface Given {
  readonly roleId: string;
  readonly areaCode: string;
}

export const beyondOwn = {
  zh: '这个角色在此范围的管理权限超出您自己的，请由上级管理员任职',
  en: 'This role administers more there than you do; an administrator above you has to appoint',
};

/** Which of the posts would administer what whoever gives them does not, there: what decides business is nobody's to hold who administers. */
export async function grantsBeyond(db: Kysely<Tables>, actor: Actor, given: readonly Given[]): Promise<boolean[]> {
  if (!given.length) return [];
  const rows = (await db.selectFrom('role').select(['id', 'permissions']).where('id', '=', sql`any(${[...new Set(given.map(({ roleId }) => roleId))]}::uuid[])` as never).execute()) as Row[];
  const administers = new Map(rows.map((row) => [row.id as string, (row.permissions as string[]).map(permissionCode).filter((code) => classOf(code) === 'administrative')]));
  return given.map(({ roleId, areaCode }) => (administers.get(roleId) ?? []).some((code) => !reaches(actor.reach(code), areaCode)));
}
