import { invalidInput, isId, notFound, uuidv7, type Calling, type Database, type FieldFault, type Row } from '@moduan/kernel';
import { checkField } from '@moduan/schema/checks';
import { accessTokenRegister, neverInTokens } from '@moduan/schema/offices/access-token';
import { permissionCode, permissionConstant } from '@moduan/schema/offices/permissions';
import { confirmHolder } from '../account/confirm-holder';
import { inOwnTransaction } from '../session/in-transaction';
import { noteOwn, type Asked } from '../session/note-own';
import { requireSession, type OpenSession } from '../session/require-session';
import { newBearer, tokenHash } from '../session/tokens';
import { expiryOf } from './expiry';

export interface OwnToken {
  readonly id: string;
  readonly name: string;
  /** Codes as `premises.read`. */
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly expired: boolean;
  readonly lastUsedAt: string | null;
  readonly lastUsedAddress: string | null;
}

/** Those that the holder has not ended, newest first. */
export async function myAccessTokens({ database }: Calling, { token }: { token: string }): Promise<{ tokens: readonly OwnToken[]; scopes: readonly string[] }> {
  const session = await requireSession(database, token);
  const rows = (await database.db.selectFrom('access_token').selectAll().where('account_id', '=', session.accountId).where('ended_at', 'is', null).orderBy('created_at', 'desc').limit(200).execute()) as Row[];
  return { tokens: rows.map(asOwn), scopes: scopesOf(session) };
}

const iso = (moment: unknown) => (moment === null ? null : new Date(moment as string).toISOString());
const asOwn = (row: Row): OwnToken => ({
  id: row.id as string,
  name: row.name as string,
  scopes: (row.scopes as string[]).map(permissionCode),
  createdAt: iso(row.created_at)!,
  expiresAt: iso(row.expires_at)!,
  expired: new Date(row.expires_at as string) <= new Date(),
  lastUsedAt: iso(row.last_used_at),
  lastUsedAddress: row.last_used_address as string | null,
});

/** What the holder may give to a token: what they may do, except to hand out power. */
const scopesOf = ({ posts }: OpenSession) => [...new Set(posts.flatMap(({ permissions }) => permissions))].filter((code) => !neverInTokens.includes(code)).sort();

/** Makes a token for a program, for who proves once more who they are; it is told this once. */
export async function createAccessToken({ database }: Calling, asked: Asked & { name: string; scopes: readonly string[]; days: number; password?: string }): Promise<{ token: string; made: OwnToken }> {
  const session = await requireSession(database, asked.token);
  const expires_at = requireFit(session, asked);
  await confirmHolder(database, session, asked, asked.password);
  const [token, id, now] = [newBearer('mdp'), uuidv7(), new Date()];
  const author = { id, version: 1, created_at: now, created_by: session.accountId, created_by_name: session.name, updated_at: now };
  const values = { ...author, name: asked.name.trim(), account_id: session.accountId, area_code: session.areaCode, scopes: asked.scopes.map(permissionConstant), expires_at };
  const row = await inOwnTransaction(database, session.accountId, async (db) => {
    const made = (await db.insertInto('access_token').values(values).returningAll().executeTakeFirstOrThrow()) as Row;
    await db.insertInto('token_secret').values({ token_hash: tokenHash(token), token_id: id }).execute();
    await noteOwn(database, db, session, asked, 'access-token.create', id);
    return made;
  });
  return { token, made: asOwn(row) };
}

function requireFit(session: OpenSession, { name, scopes, days }: { name: string; scopes: readonly string[]; days: number }): Date {
  const may = scopesOf(session);
  const beyond = scopes.filter((scope) => !may.includes(scope));
  const faults: FieldFault[] = [];
  const named = checkField(accessTokenRegister.fields.name, name);
  if (named) faults.push({ path: 'name', message: named });
  if (!scopes.length) faults.push({ path: 'scopes', message: { zh: '请至少选一项权限', en: 'Choose at least one permission' } });
  if (beyond.length) faults.push({ path: 'scopes', message: { zh: `不能给令牌的权限：${beyond.join('、')}`, en: `Permissions that you can not give to a token: ${beyond.join(', ')}` } });
  const expires = expiryOf(days);
  if (!expires) faults.push({ path: 'days', message: { zh: '有效期 1–366 天', en: 'A token lasts 1–366 days' } });
  if (faults.length) throw invalidInput(faults);
  return expires!;
}

export async function endMyAccessToken({ database }: Calling, asked: Asked & { id: string }): Promise<void> {
  const session = await requireSession(database, asked.token);
  if (!isId(asked.id)) throw notFound(accessTokenRegister.label);
  await inOwnTransaction(database, session.accountId, async (db) => {
    if (!(await end(db, session.accountId, asked.id))) throw notFound(accessTokenRegister.label);
    await noteOwn(database, db, session, asked, 'access-token.end', asked.id);
  });
}

const end = async (db: Database['db'], accountId: string, id: string) =>
  (
    await db
      .updateTable('access_token')
      .set((eb) => ({ ended_at: new Date(), end_reason: '本人吊销', updated_at: new Date(), version: eb('version', '+', 1 as never) }))
      .where('id', '=', id)
      .where('account_id', '=', accountId)
      .where('ended_at', 'is', null)
      .returning('id')
      .execute()
  ).length > 0;
