import { byArea, recordOf, thing } from '@moduan/kernel';
import { transferRequestRegister } from '@moduan/schema/enterprises/transfer-request';
import { routeRequests } from './route-requests';
import { transferRequestPolicy } from './transfer-request.policy';

export class TransferRequest extends recordOf(transferRequestRegister) {}

/** Stands in the town that asks, and tells nothing of where it went. */
export const transferRequests = thing(TransferRequest, transferRequestRegister, {
  scope: byArea(),
  policy: transferRequestPolicy as never,
  actions: ['withdraw'],
  derive: ({ state }) => ({ state: state ?? 'REQUESTED' }),
  prepare: routeRequests,
});
