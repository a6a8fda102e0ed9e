import type { Lifecycle } from '@moduan/kernel';

export type TransferState = 'REQUESTED' | 'ACCEPTED' | 'REFUSED' | 'WITHDRAWN';
export type TransferAction = 'accept' | 'refuse' | 'withdraw';

/** A request is answered by who has the premises, or taken back by who asked; then nothing more becomes of it. */
export const transferLifecycle: Lifecycle<TransferState, TransferAction> = {
  REQUESTED: { accept: 'ACCEPTED', refuse: 'REFUSED', withdraw: 'WITHDRAWN' },
  ACCEPTED: {},
  REFUSED: {},
  WITHDRAWN: {},
};
