import type { Fields, Label, Register } from '@moduan/schema';
import type { Component } from 'vue';
import type { IconName } from '../basics/icon-shapes';
import type { Matches } from './filters';

/** A filter that many people need, offered beside the title with its count. */
export interface SavedView {
  readonly key: string;
  readonly label: Label;
  readonly icon?: IconName;
  readonly matches: Matches;
}

/** An action beyond amend and end: one mutation that takes id, version and these fields. */
export interface ScreenAction {
  /** As in `allowedActions`, e.g. `TRANSFER`. */
  readonly action: string;
  readonly mutation: string;
  readonly label: Label;
  readonly icon?: IconName;
  readonly fields?: Fields;
  /** Permission that the action needs; `<noun>.<action>` unless told. */
  readonly permission?: string;
  /** What it means, said in the dialog. */
  readonly consequence?: Label;
  readonly danger?: boolean;
  /** Not one of the record's `allowedActions`: offered to whoever holds the permission while the record is active; takes no version. */
  readonly byPermission?: boolean;
  /** Offered for many records at once. */
  readonly bulk?: boolean;
}

/** A register of whatever fields. */
export interface AnyRegister extends Omit<Register, 'title' | 'order' | 'matchOn'> {
  readonly title: string;
  readonly order?: { readonly field: string; readonly direction: 'ASC' | 'DESC' };
  readonly matchOn?: readonly string[];
}

/** A register as the portal shows it; only `register` is needed. */
export interface RegisterScreen {
  readonly register: AnyRegister;
  readonly views?: readonly SavedView[];
  readonly actions?: readonly ScreenAction[];
  /** What its ledgers carry beside the fields of the register; named in the import. */
  readonly ledgerFields?: Fields;
  /** What stands below the facts of a record: records of other registers that belong to it. Gets `record`. */
  readonly relations?: Component;
}

/** A record as the graph gives it: `id`, `version`, `allowedActions` and the fields of the register. */
export interface RecordRow {
  readonly id: string;
  readonly version: number;
  readonly endedAt?: string | null;
  readonly endReason?: string | null;
  readonly allowedActions?: readonly string[];
  readonly [field: string]: unknown;
}
