import type { Calling, Row } from '@moduan/kernel';
import { sql } from 'kysely';
import { postsOf, type PostOfActor } from './posts-of';
import { tokenHash } from './sign-in';

/** Who holds a session; plain values, from which the gateway makes the actor. */
export interface SignedIn {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly unitName: string;
  readonly personId: string;
  /** Area that stands for the person: that of the earliest post. */
  readonly homeArea: string;
  readonly posts: readonly PostOfActor[];
}

/** Who holds a session, with what the appointments of today allow; null when the session has ended. */
export async function findActor({ database }: Calling, { token }: { token: string }): Promise<SignedIn | null> {
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
  return {
    id: holder.id as string,
    name: holder.name as string,
    username: holder.username as string,
    unitName: (holder.unit_name as string | null) ?? '',
    personId: holder.person_id as string,
    homeArea: posts[0]?.areaCode ?? (holder.area_code as string),
    posts,
  };
}
