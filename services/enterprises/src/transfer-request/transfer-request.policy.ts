import { mayInArea, notBy, type Placed, type Rule } from '@moduan/kernel';
import { transferLifecycle, type TransferAction, type TransferState } from './transfer-request.lifecycle';

interface Stated extends Placed {
  readonly state: string | null;
  readonly createdBy: string;
}

const open = (action: TransferAction, rule: Rule<Placed>): Rule<Stated> => (actor, record) => action in transferLifecycle[record.state as TransferState] && rule(actor, record);

/** The town that asks: for its own area, and it alone takes a request back. */
export const transferRequestPolicy = {
  create: mayInArea('transfer-request.create'),
  withdraw: open('withdraw', mayInArea('transfer-request.withdraw')),
};

const author = ({ createdBy }: Stated) => createdBy;

/** The town where the premises stand, or the bureau; never who asked. */
export const transferDemandPolicy = {
  accept: notBy(open('accept', mayInArea('transfer-demand.accept')), author),
  refuse: notBy(open('refuse', mayInArea('transfer-demand.refuse')), author),
};
