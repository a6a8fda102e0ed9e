import type { Row } from '../database/tables';
import { uuidv7 } from '../entity/id';
import type { ServiceContext } from '../graph/service-context';
import { momentOf } from './chain';
import { refusalMark } from './verify-audit';

/** What somebody tried and may not: the operation, and the record when one was named. */
export interface Refused {
  readonly operation: string;
  readonly code: string;
  readonly recordId: string | null;
}

const MOST = 20;

/** Written outside of the transaction that failed, before the answer leaves; the first twenty of a request. */
export async function recordRefusals(context: ServiceContext, refused: readonly Refused[]): Promise<void> {
  if (!refused.length || !context.request.actor) return;
  const { actor, request, database } = context;
  const at = momentOf(new Date());
  const rows = refused.slice(0, MOST).map(({ operation, code, recordId }): Row => {
    const row = {
      id: uuidv7(), at, created_by: actor.id, created_by_name: actor.name, area_code: actor.homeArea,
      operation: operation.slice(0, 200), code, record_id: recordId?.slice(0, 200) ?? null, address: request.address, request_id: request.requestId,
    };
    const { at: moment, ...kept } = row;
    return { ...kept, created_at: `${moment}Z`, updated_at: `${moment}Z`, mac: refusalMark(database.secrets.keys.audit, database.service, row) };
  });
  await context.db.insertInto('refused_attempt').values(rows).execute();
}
