import type { Calling, Database, Row } from '@moduan/kernel';
import { neverInTokens } from '@moduan/schema/offices/access-token';
import { permissionCode } from '@moduan/schema/offices/permissions';
import { sql } from 'kysely';
import type { SignedIn } from './find-actor';
import { postsOf } from './posts-of';
import { demandsSecondFactor } from './require-session';
import { bearerKind, tokenHash } from './tokens';

/** For whom a token of a program or a device acts; null when it opens nothing (any more). */
export async function findBearer({ database }: Calling, { token, address }: { token: string; address: string }): Promise<SignedIn | null> {
  const kind = bearerKind(token);
  if (kind === 'mdp') return findTokenHolder(database, token, address);
  return kind === 'mdd' ? findDevice(database, token, address) : null;
}

const stale = sql<boolean>`last_used_at is null or last_used_at < now() - interval '1 minute'`;

/** What a token was made for, without what no token holds, whenever it was made. */
const scopesOf = ({ scopes }: Row): string[] => (scopes as string[]).map(permissionCode).filter((code) => !neverInTokens.includes(code));

/** A person, narrowed: what the token was made for and the posts of today allow. Nothing while the holder would be asked for a step at a screen: a first password, a second factor. */
async function findTokenHolder(database: Database, token: string, address: string): Promise<SignedIn | null> {
  const row = (await database.db
    .selectFrom('token_secret')
    .innerJoin('access_token', 'access_token.id', 'token_secret.token_id')
    .innerJoin('account', 'account.id', 'access_token.account_id')
    .innerJoin('person', 'person.id', 'account.person_id')
    .leftJoin('unit', 'unit.id', 'person.unit_id')
    .leftJoin('credential', 'credential.account_id', 'account.id')
    .leftJoin('second_factor', (join) => join.onRef('second_factor.account_id', '=', 'account.id').on('second_factor.confirmed_at', 'is not', null))
    .select(['access_token.id as token_id', 'access_token.scopes', 'account.id', 'account.username', 'account.person_id', 'account.area_code', 'person.name', 'unit.name as unit_name', 'credential.first', 'second_factor.confirmed_at as enrolled_at', stale.as('stale')])
    .where('token_secret.token_hash', '=', tokenHash(token))
    .where('access_token.ended_at', 'is', null)
    .where('access_token.expires_at', '>', sql<Date>`now()`)
    .where('account.ended_at', 'is', null)
    .where('person.ended_at', 'is', null)
    .executeTakeFirst()) as Row | undefined;
  if (!row || row.first === true) return null;
  const held = await postsOf(database, row.person_id as string);
  if (row.enrolled_at === null && demandsSecondFactor(held)) return null;
  if (row.stale) await noteUse(database.db, 'access_token', row.token_id as string, address);
  const scopes = scopesOf(row);
  const posts = held.map((post) => ({ ...post, permissions: post.permissions.filter((permission) => scopes.includes(permission)) }));
  return {
    kind: 'token',
    id: row.id as string,
    name: row.name as string,
    username: row.username as string,
    unitName: (row.unit_name as string | null) ?? '',
    personId: row.person_id as string,
    homeArea: held[0]?.areaCode ?? (row.area_code as string),
    posts,
    step: null,
    scopes,
  };
}

/** A device of its own name, in its own area. */
async function findDevice({ db }: Database, token: string, address: string): Promise<SignedIn | null> {
  const row = (await db
    .selectFrom('token_secret')
    .innerJoin('device_token', 'device_token.id', 'token_secret.token_id')
    .select(['device_token.id', 'device_token.name', 'device_token.area_code', 'device_token.scopes', stale.as('stale')])
    .where('token_secret.token_hash', '=', tokenHash(token))
    .where('device_token.ended_at', 'is', null)
    .where('device_token.expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()) as Row | undefined;
  if (!row) return null;
  if (row.stale) await noteUse(db, 'device_token', row.id as string, address);
  const [name, areaCode, scopes] = [row.name as string, row.area_code as string, scopesOf(row)];
  const post = { unitName: '', roleName: '', secondFactor: false, post: 'DEVICE', areaCode, permissions: scopes, jurisdiction: [{ prefix: areaCode }] };
  return { kind: 'device', id: row.id as string, name: `设备 ${name}`, username: '', unitName: '', personId: null, homeArea: areaCode, posts: [post], step: null, scopes };
}

const noteUse = (db: Database['db'], table: 'access_token' | 'device_token', id: string, address: string) =>
  db.updateTable(table).set({ last_used_at: sql`date_trunc('minute', now())`, last_used_address: address }).where('id', '=', id).execute();
