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
  /** Which records by whether they have ended; active ones unless told. */
  readonly ended?: 'yes' | 'all';
  /** Columns of the list while this view, or a narrower one, is open and the person has chosen none. */
  readonly columns?: readonly string[];
  /** Proposals stand beside the rows while this view, or a narrower one, is open. */
  readonly proposes?: boolean;
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
  /** Not a change: opens a page for the records. */
  readonly page?: (ids: readonly string[]) => string;
  /** What it means, said in the dialog. */
  readonly consequence?: Label;
  readonly danger?: boolean;
  /** Not one of the record's `allowedActions`: offered to whoever holds the permission while the record is active; takes no version. */
  readonly byPermission?: boolean;
  /** Offered for many records at once. */
  readonly bulk?: boolean;
  /** One call for all records, by their `ids`: the answer lists under `done` those that were changed, and under `refused` the others with the reason. */
  readonly together?: {
    readonly done: string;
    /** What else the answer is asked for, and what is offered with it afterwards; gets `answer` and tells `done`. */
    readonly more?: string;
    readonly afterwards?: Component;
  };
  /** What the service proposes for a record: one tap accepts it. */
  readonly proposal?: ActionProposal;
}

/** A value that the service proposes for one field of an action, read with the record. */
export interface ActionProposal {
  /** Heading of the column. */
  readonly label: Label;
  /** The button that accepts it. */
  readonly accept: Label;
  readonly field: string;
  /** Selection of a record that gives `proposal { value label reason certainty }`. */
  readonly select: string;
}
export interface Proposal {
  readonly value: string | null;
  readonly label: string;
  readonly reason: string;
  readonly certainty: 'CERTAIN' | 'LIKELY' | 'UNSURE';
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
  /** Pages that belong to the list, offered beside its tools to those who hold the permission. */
  readonly links?: readonly { readonly label: Label; readonly path: string; readonly permission: string; /** The filter of the list goes with it. */ readonly filtered?: boolean }[];
  /** What its ledgers carry beside the fields of the register; named in the import. */
  readonly ledgerFields?: Fields;
  /** What else of a record its page reads. */
  readonly also?: string;
  /** A mark beside the title of a row, as that it is shared; empty when it has none. Reads `select` with the list. */
  readonly mark?: { readonly select: string; readonly of: (row: RecordRow) => string };
  /** What is offered when a new record is refused. Gets `problem` and the `values` typed. */
  readonly refused?: Component;
  /** What the dialog that ends a record shows before it asks. Gets `record`. */
  readonly ending?: Component;
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
  readonly proposal?: Proposal | null;
  readonly [field: string]: unknown;
}
