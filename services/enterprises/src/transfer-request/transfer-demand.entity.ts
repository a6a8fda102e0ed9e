import { byArea, recordOf, thing } from '@moduan/kernel';
import { transferDemandRegister } from '@moduan/schema/enterprises/transfer-demand';
import { transferDemandPolicy } from './transfer-request.policy';

export class TransferDemand extends recordOf(transferDemandRegister) {}

/** Stands where the premises stand: seen there, and by nobody in the town that asks. */
export const transferDemands = thing(TransferDemand, transferDemandRegister, {
  scope: byArea('area_code', { lines: 'line_of_work', premises: 'premises_id' }),
  policy: transferDemandPolicy as never,
  actions: ['accept', 'refuse'],
});
