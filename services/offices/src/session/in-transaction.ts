import type { Database } from '@moduan/kernel';

/** All or nothing, in the tables of offices. */
export const inTransaction = <T>(database: Database, work: (db: Database['db']) => Promise<T>): Promise<T> =>
  database.orm.em.fork().transactional((em) => work((em.getKysely() as unknown as Database['db']).withSchema('offices') as Database['db']));
