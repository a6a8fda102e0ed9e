import { authorize, expectVersion, getForUpdate, nextState, unitOfWork, type Row, type ServiceContext } from '@moduan/kernel';
import type { Decision } from './decide-transfer';
import { transferRequests, type TransferRequest } from './transfer-request.entity';
import { transferLifecycle, type TransferState } from './transfer-request.lifecycle';

/** Taken back by the town that asked, while nobody has answered. */
export const withdrawTransfer = (context: ServiceContext, input: Decision): Promise<TransferRequest> =>
  unitOfWork(context, { action: 'transfer-request.withdraw', thing: transferRequests, input, reason: input.reason?.trim() || null }, async (work) => {
    const request = await getForUpdate(work, context, transferRequests, input.id);
    const state = nextState(transferLifecycle, request.state as TransferState, 'withdraw');
    authorize(transferRequests.policy, context.actor, 'withdraw', request);
    expectVersion(request, input.version);
    const rows = (await work.db.updateTable('transfer_demand').set(({ eb }) => ({ state, version: eb('version', '+', 1 as never), updated_at: new Date() }) as never)
      .where('request_id', '=', request.id as never).where('state', '=', 'REQUESTED' as never).returning(['id', 'area_code']).execute()) as Row[];
    for (const row of rows) work.note({ action: 'transfer-demand.withdraw', permission: 'transfer-request.withdraw', recordId: row.id as string, placed: { areaCode: row.area_code as string }, changes: [{ field: 'state', from: 'REQUESTED', to: state }] });
    return Object.assign(request, { state, answer: input.reason?.trim() || null, updatedAt: new Date() });
  });
