import { unauthenticated, type Database } from '@moduan/kernel';

/** All or nothing, in the tables of offices. */
export const inTransaction = <T>(database: Database, work: (db: Database['db']) => Promise<T>): Promise<T> =>
  database.orm.em.fork().transactional((em) => work((em.getKysely() as unknown as Database['db']).withSchema('offices') as Database['db']));

/** What somebody does with their own account: the account is locked first, as administrators lock it, so that all entries about it come one after the other. */
export const inOwnTransaction = <T>(database: Database, accountId: string, work: (db: Database['db']) => Promise<T>): Promise<T> =>
  inTransaction(database, async (db) => {
    const account = await db.selectFrom('account').select('id').where('id', '=', accountId).where('ended_at', 'is', null).forUpdate().executeTakeFirst();
    if (!account) throw unauthenticated();
    return work(db);
  });
