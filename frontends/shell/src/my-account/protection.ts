import { tell } from '@moduan/ui';
import { shallowRef } from 'vue';

export interface OwnSession {
  readonly id: string;
  readonly address: string;
  readonly means: 'PASSWORD' | 'SINGLE_SIGN_ON';
  readonly beganAt: string;
  readonly lastUsedAt: string;
  readonly current: boolean;
}
export interface Protection {
  readonly sessions: readonly OwnSession[];
  readonly secondFactor: boolean;
  readonly recoveryCodesLeft: number;
  readonly passwordChangedAt: string | null;
  /** Absent for who comes through single sign-on alone: then a sign-in there that is minutes old counts. */
  readonly ownPassword: boolean;
}

/** What protects the account, and where its holder is signed in; read anew after each change. */
export const protection = shallowRef<Protection>();
export const readProtection = async () => (protection.value = await tell<Protection>('GET', '/session/all'));
