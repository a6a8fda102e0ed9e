import { Client } from 'pg';

/** Work on a connection of the database's owner, under a name by which it is known there; the connection ends with it. */
export async function asOwner<T>(ownerUrl: string, name: string, work: (owner: Client) => Promise<T>): Promise<T> {
  const owner = new Client({ connectionString: ownerUrl, application_name: `moduan ${name}` });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/** All or nothing: a connection that ends within a transaction undoes it. */
export async function inOneGo<T>(owner: Client, work: () => Promise<T>): Promise<T> {
  await owner.query('begin');
  const result = await work();
  await owner.query('commit');
  return result;
}
