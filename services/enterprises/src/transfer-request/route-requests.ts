import { draftOfMany, invalidInput, writeChanges, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import type { Label } from '@moduan/schema';
import type { Kysely } from 'kysely';
import { requirePlaces } from '../premises/require-places';
import { transferDemands } from './transfer-demand.entity';
import type { TransferRequest } from './transfer-request.entity';

const fault = (path: string, message: Label) => invalidInput([{ path, message }]);

/** Finds who has the premises that are asked for, in the whole city, and puts the request before them; who asks does not learn who that is. */
export async function routeRequests(db: Kysely<Tables>, records: readonly TransferRequest[], context: ServiceContext): Promise<void> {
  await requirePlaces(db, records.map(({ areaCode }) => areaCode));
  for (const request of records) {
    const found = (await db.selectFrom('premises').select(['id', 'area_code', 'line_of_work']).where('credit_code', '=', request.creditCode as never).where('kind', '=', request.kind as never).where('ended_at', 'is', null).orderBy('id').execute()) as Row[];
    const elsewhere = found.filter(({ area_code: areaCode }) => !(areaCode as string).startsWith(request.areaCode.slice(0, 9)));
    if (!elsewhere.length) throw fault('creditCode', { zh: '本市其他乡镇没有登记这个代码和类别', en: 'No other town has registered this code and kind' });
    await writeChanges(context, db, transferDemands, elsewhere.map((row) => ({ record: demandOf(context, request, row), before: null, action: 'transfer-demand.create', reason: null })));
  }
}

const demandOf = (context: ServiceContext, { id, reason, creditCode, kind, areaCode: toCode }: TransferRequest, row: Row) =>
  draftOfMany(transferDemands, context, { requestId: id, reason, creditCode, kind, toCode, premisesId: row.id, areaCode: row.area_code, lineOfWork: row.line_of_work, state: 'REQUESTED' });
