import { dayAt, type Database, type Post, type Row } from '@moduan/kernel';
import { permissionCode } from '@moduan/schema/offices/permissions';
import { sql } from 'kysely';

/** A post as the holder's session shows it, with what it allows and where. */
export interface PostOfActor extends Post {
  readonly permissions: readonly string[];
  readonly unitName: string;
  readonly roleName: string;
  /** Whether the role asks for a second factor at sign-in. */
  readonly secondFactor: boolean;
  readonly post: string;
  readonly areaCode: string;
}

/**
 * What the appointments of a day allow a person, the earliest first; after them those in which the person stands in for
 * somebody. Only posts of one's own are passed on: the deputy of a deputy has nothing of it.
 */
export async function postsOf({ db }: Database, personId: string, moment = sql<Date>`now()`): Promise<PostOfActor[]> {
  const day = dayAt(moment);
  const [appointment, deputy] = [sql.table('appointment'), sql.table('deputy')];
  const { rows } = await sql<Row>`
    with held as (
      select id, null::uuid as principal_id from ${appointment} where person_id = ${personId}
      union all
      select appointment_id, principal_id from ${deputy} where person_id = ${personId} and ended_at is null and starts_on <= ${day} and ends_on >= ${day}
    )
    select post.post, post.area_code, post.lines, post.premises_ids, post.unit_id, role.permissions, role.second_factor, role.name as role_name, unit.name as unit_name,
      held.principal_id, principal.name as principal_name, array(select account.id from ${sql.table('account')} as account where account.person_id = held.principal_id) as account_ids
    from held
    join ${appointment} as post on post.id = held.id
    join ${sql.table('role')} as role on role.id = post.role_id
    join ${sql.table('unit')} as unit on unit.id = post.unit_id
    left join ${sql.table('person')} as principal on principal.id = held.principal_id
    where post.ended_at is null and post.starts_on <= ${day} and (post.ends_on is null or post.ends_on >= ${day})
      and role.ended_at is null and principal.ended_at is null
    order by held.principal_id is not null, post.starts_on, post.id`.execute(db);
  return rows.map(postOf);
}

function postOf(row: Row): PostOfActor {
  const [lines, premises] = [row.lines as string[], row.premises_ids as string[]];
  const principal = row.principal_id as string | null;
  return {
    unitName: row.unit_name as string,
    unitId: row.unit_id as string,
    roleName: row.role_name as string,
    post: row.post as string,
    areaCode: row.area_code as string,
    secondFactor: row.second_factor === true,
    permissions: (row.permissions as string[]).map(permissionCode),
    jurisdiction: [{ prefix: row.area_code as string, ...(lines.length ? { lines } : {}), ...(premises.length ? { premises } : {}) }],
    ...(principal ? { onBehalfOf: { personId: principal, name: row.principal_name as string, accountIds: row.account_ids as string[] } } : {}),
  };
}
