import { DomainError, isId, notFound, uuidv7, type Calling, type Row } from '@moduan/kernel';
import { sql } from 'kysely';
import { confirmHolder } from '../account/confirm-holder';
import { inOwnTransaction } from '../session/in-transaction';
import { noteOwn, type Asked } from '../session/note-own';
import { requireSession } from '../session/require-session';

export interface OwnIdentity {
  readonly id: string;
  readonly issuer: string;
  readonly shown: string | null;
  readonly linkedAt: string;
}

/** Who asks for a link, and proves once more who they are: remembered while the person is at the provider. */
export async function beginLink({ database }: Calling, asked: Asked & { password?: string }): Promise<{ sessionId: string }> {
  const session = await requireSession(database, asked.token);
  await confirmHolder(database, session, asked, asked.password);
  return { sessionId: session.sessionId };
}

/** Links the person at the provider to the account of a session that is still open. */
export async function linkIdentity({ database }: Calling, asked: Omit<Asked, 'token'> & { sessionId: string; issuer: string; subject: string; username: string | null }): Promise<{ linked: boolean }> {
  const session = (await database.db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .innerJoin('person', 'person.id', 'account.person_id')
    .select(['account.id', 'account.username', 'account.area_code', 'account.person_id', 'person.name'])
    .where('session.id', '=', asked.sessionId)
    .where('session.ended_at', 'is', null)
    .where('session.locked_at', 'is', null)
    .where('session.expires_at', '>', sql<Date>`now()`)
    .where('account.ended_at', 'is', null)
    .executeTakeFirst()) as Row | undefined;
  if (!session) throw new DomainError('UNAUTHENTICATED', { zh: '请重新登录后再关联', en: 'Sign in again, then link' });
  const accountId = session.id as string;
  return inOwnTransaction(database, accountId, async (db) => {
    const values = { id: uuidv7(), issuer: asked.issuer, subject: asked.subject, account_id: accountId, shown: asked.username };
    const linked = (await db.insertInto('external_identity').values(values).onConflict((on) => on.doNothing()).returning('id').execute()).length > 0;
    const holder = { accountId, personId: session.person_id as string, name: session.name as string, unitName: '', areaCode: session.area_code as string };
    if (linked) await noteOwn(database, db, holder, { ...asked, token: '' }, 'account.link-identity');
    return { linked };
  });
}

export async function myIdentities({ database }: Calling, { token }: { token: string }): Promise<readonly OwnIdentity[]> {
  const session = await requireSession(database, token);
  const rows = (await database.db.selectFrom('external_identity').selectAll().where('account_id', '=', session.accountId).where('ended_at', 'is', null).orderBy('linked_at').execute()) as Row[];
  return rows.map((row) => ({ id: row.id as string, issuer: row.issuer as string, shown: row.shown as string | null, linkedAt: new Date(row.linked_at as string).toISOString() }));
}

const label = { zh: '统一登录', en: 'single sign-on' };

export async function unlinkIdentity({ database }: Calling, asked: Asked & { id: string }): Promise<void> {
  const session = await requireSession(database, asked.token);
  if (!isId(asked.id)) throw notFound(label);
  await inOwnTransaction(database, session.accountId, async (db) => {
    const ended = await db.updateTable('external_identity').set({ ended_at: new Date() }).where('id', '=', asked.id).where('account_id', '=', session.accountId).where('ended_at', 'is', null).returning('id').execute();
    if (!ended.length) throw notFound(label);
    await noteOwn(database, db, session, asked, 'account.unlink-identity');
  });
}
