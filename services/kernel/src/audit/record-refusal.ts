import type { Database } from '../database/open-database';
import { uuidv7 } from '../entity/id';
import type { LogBug } from '../graph/errors';
import type { ServiceContext } from '../graph/service-context';
import { markedRow, refusedAttempts } from './logs';
import { RefusalTally, type Attempt } from './refusal-tally';

/** What somebody tried and may not: the operation, and the record when one was named. */
export interface Refused {
  readonly operation: string;
  readonly code: string;
  readonly recordId: string | null;
}

const tallies = new WeakMap<Database, RefusalTally>();

const write = async ({ db, secrets, service }: Database, attempts: readonly Attempt[]): Promise<void> => {
  if (attempts.length) await db.insertInto('refused_attempt').values(attempts.map((attempt) => markedRow(secrets, service, refusedAttempts, { id: uuidv7(), ...attempt }))).execute();
};

/** Written outside of the transaction that failed, before the answer leaves; what comes too often is counted, and written as one row a minute. */
export async function recordRefusals(context: ServiceContext, refused: readonly Refused[]): Promise<void> {
  if (!refused.length || !context.request.actor) return;
  const { actor, request, database } = context;
  const attempts = refused.map(({ operation, code, recordId }): Attempt => ({
    created_by: actor.id, created_by_name: actor.name, area_code: actor.homeArea,
    operation: operation.slice(0, 200), code, record_id: recordId?.slice(0, 200) ?? null, address: request.address, request_id: request.requestId, times: 1,
  }));
  await write(database, tallies.get(database)?.take(attempts) ?? attempts);
}

/** A database whose refusals are counted when they come too often; what is only counted so far is written before it closes. */
export function keepingCount(database: Database, log: LogBug): Database {
  const kept: Database = {
    ...database,
    close: async () => {
      await tallies.get(kept)?.end();
      await database.close();
    },
  };
  tallies.set(kept, new RefusalTally((attempts) => write(kept, attempts), log));
  return kept;
}
