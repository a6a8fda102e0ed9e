import { Actor, type Database, type Post, type Row } from '@moduan/kernel';
import { permissionCode } from '@moduan/schema/offices/permissions';
import { sql } from 'kysely';
import { tokenHash } from './sign-in';

export interface PostOfActor {
  readonly unitName: string;
  readonly roleName: string;
  readonly post: string;
  readonly areaCode: string;
}

export interface SignedIn {
  readonly actor: Actor;
  readonly username: string;
  readonly posts: readonly PostOfActor[];
}

/** Who holds a session, with what the appointments of today allow; null when the session has ended. */
export async function findActor(database: Database, token: string): Promise<SignedIn | null> {
  const holder = (await database.db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .innerJoin('person', 'person.id', 'account.person_id')
    .leftJoin('unit', 'unit.id', 'person.unit_id')
    .select(['account.id', 'account.username', 'account.person_id', 'account.area_code', 'person.name', 'unit.name as unit_name'])
    .where('session.token_hash', '=', tokenHash(token))
    .where('session.ended_at', 'is', null)
    .where('session.expires_at', '>', sql<Date>`now()`)
    .where('account.ended_at', 'is', null)
    .where('person.ended_at', 'is', null)
    .executeTakeFirst()) as Row | undefined;
  if (!holder) return null;
  const posts = await postsOf(database, holder.person_id as string);
  const who = { id: holder.id as string, name: holder.name as string, unitName: (holder.unit_name as string | null) ?? '', personId: holder.person_id as string };
  const actor = Actor.of(who, posts.map(postOf), (posts[0]?.area_code as string | undefined) ?? (holder.area_code as string));
  return {
    actor,
    username: holder.username as string,
    posts: posts.map((row) => ({ unitName: row.unit_name, roleName: row.role_name, post: row.post, areaCode: row.area_code }) as PostOfActor),
  };
}

const today = sql<string>`(now() at time zone 'Asia/Shanghai')::date`;

const postsOf = async (database: Database, personId: string): Promise<Row[]> =>
  (await database.db
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

function postOf(post: Row): Post {
  const lines = post.lines as string[];
  return { permissions: (post.permissions as string[]).map(permissionCode), jurisdiction: [{ prefix: post.area_code as string, ...(lines.length ? { lines } : {}) }] };
}
