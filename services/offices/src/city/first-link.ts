import { timingSafeEqual } from 'node:crypto';
import { DomainError, type Calling, type Database, type Row } from '@moduan/kernel';
import { sql } from 'kysely';
import { newToken, tokenHash } from '../session/tokens';
import { cityState } from './city-kind';

const HOURS = 24;

/** The link by which somebody becomes the first administrator of a real city, or why there is none. */
export type RealCityBegun = { readonly token: string } | { readonly refused: 'DEMONSTRATION' | 'SETTLED' };

/** From now on the city is a real one; while nobody can sign in a new link is made, and the one before it opens nothing any more. */
export async function beginRealCity(calling: Calling, _none: object): Promise<RealCityBegun> {
  const { empty, kind } = await cityState(calling, {});
  if (kind === 'DEMONSTRATION') return { refused: 'DEMONSTRATION' };
  if (!empty) return { refused: 'SETTLED' };
  const { db } = calling.database;
  await db.insertInto('city').values({ kind: 'REAL' }).onConflict((on) => on.column('only_one').doNothing()).execute();
  const token = newToken();
  const link = { token_hash: tokenHash(token), expires_at: sql`now() + make_interval(hours => ${HOURS})` };
  await db.insertInto('first_link').values(link).onConflict((on) => on.column('only_one').doUpdateSet(link)).execute();
  return { token };
}

/** Whether the link still opens the first page; asked again in the transaction that uses it. */
export async function opensFirst(db: Database['db'], token: string): Promise<boolean> {
  const link = (await db.selectFrom('first_link').select('token_hash').where('expires_at', '>', sql<Date>`now()`).executeTakeFirst()) as Row | undefined;
  if (!link) return false;
  const [held, given] = [link.token_hash as string, tokenHash(token)].map((hash) => Buffer.from(hash));
  return held!.length === given!.length && timingSafeEqual(held!, given!);
}

export const isFirstLink = ({ database }: Calling, { token }: { token: string }): Promise<boolean> => opensFirst(database.db, token);

/** A link is used once: whoever comes second finds it gone. */
export async function useFirstLink(db: Database['db'], token: string): Promise<void> {
  await db.selectFrom('first_link').select('token_hash').forUpdate().execute();
  if (!(await opensFirst(db, token))) throw deadLink();
  await db.deleteFrom('first_link').execute();
}

export const deadLink = () =>
  new DomainError('NOT_FOUND', {
    zh: '这个链接已经用过、过期，或被新的链接取代；请在服务器上重新启动，用新打印的链接',
    en: 'This link has been used, has expired or was replaced; start the server again and use the link that it prints',
  });
