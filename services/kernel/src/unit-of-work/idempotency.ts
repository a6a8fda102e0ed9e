import { createHmac } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Row, Tables } from '../database/tables';
import { DomainError } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';

/** Keyed: whoever reads the table can not find out by trying what was sent. */
const hashOf = ({ database }: ServiceContext, input: object) => createHmac('sha256', Buffer.from(database.secrets.keys.hash, 'base64')).update(`attempt\n${JSON.stringify(input)}`).digest('base64url');

/** The record that the attempt names; most answer with that one. */
export const expectedAnswer = (input: object): string | null => {
  const { id } = input as { id?: unknown };
  return typeof id === 'string' ? id : null;
};

/**
 * Takes the key of an attempt. A second attempt with the same key waits for the first one's end; then it gets the first
 * one's record ids, or CONFLICT when it asks for something else.
 */
export async function takeKey(db: Kysely<Tables>, context: ServiceContext, action: string, key: string, input: object): Promise<string[] | null> {
  const body_hash = hashOf(context, input);
  const taken = await db
    .insertInto('idempotency')
    .values({ actor_id: context.actor.id, key, action, body_hash, record_id: expectedAnswer(input) })
    .onConflict((on) => on.columns(['actor_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  if (taken) return null;
  const known = (await db
    .selectFrom('idempotency')
    .select(['action', 'body_hash', 'record_id'])
    .where('actor_id', '=', context.actor.id)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()) as Row;
  if (known.action === action && known.body_hash === body_hash) return (known.record_id as string).split(' ').filter(Boolean);
  throw new DomainError('CONFLICT', {
    zh: '同一个提交编号已用于另一次保存，请重新打开表单再保存',
    en: 'This submission number was used for another save; reopen the form and save again',
  });
}

export const keepAnswer = (db: Kysely<Tables>, context: ServiceContext, key: string, recordIds: readonly string[]) =>
  db
    .updateTable('idempotency')
    .set({ record_id: recordIds.join(' ') })
    .where('actor_id', '=', context.actor.id)
    .where('key', '=', key)
    .execute();
