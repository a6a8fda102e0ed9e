import { type Database, type Post, type Row } from '@moduan/kernel';
import { permissionCode } from '@moduan/schema/offices/permissions';
import { sql } from 'kysely';

/** A post as the holder's session shows it, with what it allows and where. */
export interface PostOfActor extends Post {
  readonly permissions: readonly string[];
  readonly unitName: string;
  readonly roleName: string;
  readonly post: string;
  readonly areaCode: string;
}

const today = sql<string>`(now() at time zone 'Asia/Shanghai')::date`;

/** What the appointments of today allow a person, the earliest first. */
export async function postsOf({ db }: Database, personId: string): Promise<PostOfActor[]> {
  const rows = (await db
    .selectFrom('appointment')
    .innerJoin('role', 'role.id', 'appointment.role_id')
    .innerJoin('unit', 'unit.id', 'appointment.unit_id')
    .select(['appointment.post', 'appointment.area_code', 'appointment.lines', 'role.permissions', 'role.name as role_name', 'unit.name as unit_name'])
    .where('appointment.person_id', '=', personId)
    .where('appointment.ended_at', 'is', null)
    .where('appointment.starts_on', '<=', today)
    .where((eb) => eb.or([eb('appointment.ends_on', 'is', null), eb('appointment.ends_on', '>=', today)]))
    .where('role.ended_at', 'is', null)
    .orderBy('appointment.starts_on')
    .orderBy('appointment.id')
    .execute()) as Row[];
  return rows.map(postOf);
}

function postOf(row: Row): PostOfActor {
  const lines = row.lines as string[];
  return {
    unitName: row.unit_name as string,
    roleName: row.role_name as string,
    post: row.post as string,
    areaCode: row.area_code as string,
    permissions: (row.permissions as string[]).map(permissionCode),
    jurisdiction: [{ prefix: row.area_code as string, ...(lines.length ? { lines } : {}) }],
  };
}
