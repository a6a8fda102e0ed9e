import { authorize, DomainError, expectVersion, getForUpdate, getReadable, invalidInput, nextState, reasonFault, requireActive, unitOfWork, type Row, type ServiceContext, type Work } from '@moduan/kernel';
import { movePremises } from '../premises/move-premises';
import { premises } from '../premises/premises.entity';
import { placeFault } from '../premises/require-places';
import { transferDemands, type TransferDemand } from './transfer-demand.entity';
import { transferLifecycle, type TransferState } from './transfer-request.lifecycle';

export interface Decision {
  readonly id: string;
  readonly version: number;
  readonly reason?: string | null;
  readonly clientMutationId?: string;
}

/** The premises moves to the town that asked, with everything that belongs to it and its history, in one transaction. */
export const acceptTransfer = (context: ServiceContext, input: Decision): Promise<TransferDemand> =>
  unitOfWork(context, { action: 'transfer-demand.accept', thing: transferDemands, input, reason: input.reason?.trim() || null }, async (work) => {
    const { demand, request } = await locked(work, context, input, 'accept');
    const record = await getForUpdate(work, context, premises, demand.premisesId!);
    requireActive(record);
    const fault = await placeFault(work.db, request.area_code as string);
    if (fault) throw new DomainError('CONFLICT', { zh: '申请的区域已经撤并，请对方重新申请', en: 'The area that was asked for is no more; it has to be asked for anew' });
    await movePremises(work.db, record, request.area_code as string);
    await closeOthers(work, demand);
    await answerRequest(work, demand.requestId!, 'ACCEPTED', input.reason);
    return decided(context, demand, 'ACCEPTED', input.reason);
  });

/** Refused with a reason, which who asked is told; the request is refused when nobody is left who could grant it. */
export const refuseTransfer = (context: ServiceContext, input: Decision): Promise<TransferDemand> =>
  unitOfWork(context, { action: 'transfer-demand.refuse', thing: transferDemands, input, reason: input.reason?.trim() || null }, async (work) => {
    const { demand } = await locked(work, context, input, 'refuse');
    const fault = reasonFault(input.reason, true);
    if (fault) throw invalidInput([fault]);
    const others = await work.db.selectFrom('transfer_demand').select('id').where('request_id', '=', demand.requestId as never).where('id', '<>', demand.id as never).where('state', '=', 'REQUESTED' as never).executeTakeFirst();
    if (!others) await answerRequest(work, demand.requestId!, 'REFUSED', input.reason);
    return decided(context, demand, 'REFUSED', input.reason);
  });

/** The request first, as who takes it back does: two who end it at once wait for each other in one order. */
async function locked(work: Work, context: ServiceContext, { id, version }: Decision, action: 'accept' | 'refuse'): Promise<{ demand: TransferDemand; request: Row }> {
  const { requestId } = await getReadable(context, transferDemands, id);
  const request = (await work.db.selectFrom('transfer_request').select(['id', 'area_code', 'state']).where('id', '=', requestId as never).forUpdate().executeTakeFirstOrThrow()) as Row;
  const demand = await getForUpdate(work, context, transferDemands, id);
  nextState(transferLifecycle, demand.state as TransferState, action);
  authorize(transferDemands.policy, context.actor, action, demand);
  expectVersion(demand, version);
  return { demand, request };
}

const decided = ({ actor }: ServiceContext, demand: TransferDemand, state: TransferState, reason: string | null | undefined): TransferDemand => {
  const now = new Date();
  return Object.assign(demand, { state, answer: reason?.trim() || null, decidedAt: now, decidedByName: actor.name, updatedAt: now });
};

/** Who asked is told the outcome and the reason. By whom stands in the history of the demand, which that town does not read. */
async function answerRequest({ db }: Work, id: string, state: TransferState, reason: string | null | undefined): Promise<void> {
  await db.updateTable('transfer_request').set(({ eb }) => ({ state, answer: reason?.trim() || null, version: eb('version', '+', 1 as never), updated_at: new Date() }) as never).where('id', '=', id as never).execute();
}

/** Premises of the same code in a third town stay where they are. */
async function closeOthers(work: Work, { id, requestId }: TransferDemand): Promise<void> {
  const rows = (await work.db.updateTable('transfer_demand').set(({ eb }) => ({ state: 'WITHDRAWN', version: eb('version', '+', 1 as never), updated_at: new Date() }) as never)
    .where('request_id', '=', requestId as never).where('id', '<>', id as never).where('state', '=', 'REQUESTED' as never).returning(['id', 'area_code']).execute()) as Row[];
  for (const row of rows) work.note({ action: 'transfer-demand.withdraw', permission: 'transfer-demand.accept', recordId: row.id as string, placed: { areaCode: row.area_code as string }, changes: [{ field: 'state', from: 'REQUESTED', to: 'WITHDRAWN' }] });
}
