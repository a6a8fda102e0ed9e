import { authorize, expectVersion, forbidden, getForUpdate, invalidInput, reasonFault, requireActive, unitOfWork, type ServiceContext } from '@moduan/kernel';
import { follow } from '../transfer-request/follow';
import { movePremises } from './move-premises';
import { placeFault } from './require-places';
import { premises } from './premises.entity';
import { premisesPolicy } from './premises.policy';

export interface TransferInput {
  readonly id: string;
  readonly version: number;
  readonly areaCode: string;
  readonly reason: string;
  readonly clientMutationId?: string;
}

/** Moves premises to a town, village or grid of the caller's area; its licences move with it. */
export const transferPremises = (context: ServiceContext, input: TransferInput) =>
  unitOfWork(context, { action: 'premises.transfer', thing: premises, input, reason: input.reason }, async (work) => {
    const record = await getForUpdate(work, context, premises, input.id);
    authorize(premises.policy, context.actor, 'transfer', record);
    requireActive(record);
    expectVersion(record, input.version);
    const fault = await placeFault(work.db, input.areaCode);
    const faults = [...(fault ? [{ path: 'areaCode', message: fault }] : []), ...[reasonFault(input.reason, true) ?? []].flat()];
    if (faults.length) throw invalidInput(faults);
    if (!premisesPolicy.transfer(context.actor, { areaCode: input.areaCode, lineOfWork: record.lineOfWork, premisesId: record.id })) throw forbidden('transfer');
    await movePremises(work.db, record, input.areaCode);
    await follow(work.db, [record]);
    return record;
  });
