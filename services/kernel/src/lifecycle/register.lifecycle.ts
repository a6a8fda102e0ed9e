import type { Lifecycle } from './lifecycle';

export type RegisterState = 'ACTIVE' | 'ENDED';
export type RegisterAction = 'amend' | 'end';

/** A plain register: records are kept up to date until they end; nothing is deleted. */
export const registerLifecycle: Lifecycle<RegisterState, RegisterAction> = {
  ACTIVE: { amend: 'ACTIVE', end: 'ENDED' },
  ENDED: {},
};
