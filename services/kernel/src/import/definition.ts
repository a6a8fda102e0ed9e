import type { Fields, Label } from '@moduan/schema';
import type { Kysely } from 'kysely';
import type { Row, Tables } from '../database/tables';
import type { AnyThing } from '../entity/thing';
import type { ServiceContext } from '../graph/service-context';
import type { Behind } from './behind';

export type ImportOutcome = 'CREATE' | 'AMEND' | 'UNCHANGED' | 'FAULTY' | 'DUPLICATE' | 'ELSEWHERE' | 'SKIPPED';
export type ImportDecision = 'SAME' | 'NEW' | 'SKIP';

export interface RowFault {
  /** Counted from 0; absent when the row as a whole is at fault. */
  readonly column?: number | null;
  readonly field?: string | null;
  readonly value?: string | null;
  readonly message: Label;
  readonly suggestion?: string | null;
}

export interface RowProposal {
  readonly field: string;
  readonly value: string | null;
  readonly label: string;
  readonly reason: Label;
  readonly certainty: 'CERTAIN' | 'LIKELY' | 'UNSURE';
}

/** One row of a file on its way into a register. */
export interface ImportedRow {
  readonly number: number;
  readonly cells: readonly string[];
  readonly decision: ImportDecision | null;
  /** Values by field, read from the cells and the corrections; absent where the cell says nothing. */
  readonly values: Row;
  faults: RowFault[];
  proposals: RowProposal[];
  outcome: ImportOutcome;
  /** Record that it is the same as, when the caller may read it. */
  matchId: string | null;
  /** Line before it in its file that is the same record. */
  sameAs: number | null;
  /** What it holds now, as text, for the person who compares. */
  matched: Row | null;
  /** That record itself; not kept. */
  known: Row | null;
  /** Only what changes, for a record that is there already. */
  becomes: Row;
  /** What rows that are decided together share, as an old name of a town. */
  alike: string | null;
}

/** What is left of a row when it comes to writing: its line, the record that it changes, and what it changes. */
export type RowToWrite = Pick<ImportedRow, 'number' | 'matchId' | 'becomes'>;

/** How rows become records of a register. */
export interface ImportDefinition {
  readonly thing: AnyThing;
  /** What a file may carry. */
  readonly fields: Fields;
  /** Headings that are understood and not stored, folded to lower case. */
  readonly passedOver?: readonly string[];
  /** Fields of longitude and latitude: the file may give them in another system. */
  readonly point?: readonly [longitude: string, latitude: string];
  /**
   * Finds what is there already and decides what each row would become: of one part of a file after the other, each in a constant
   * number of statements. `seen` stays from part to part, for what a row must know of those before it.
   */
  plan(context: ServiceContext, db: Kysely<Tables>, rows: ImportedRow[], seen: Map<string, number>): Promise<void>;
  /** Writes the rows whose outcome is CREATE or AMEND. */
  write(context: ServiceContext, db: Kysely<Tables>, rows: readonly RowToWrite[], source: ImportSource): Promise<void>;
  /** Whether rows follow from no others of their file, so that it may be written part by part; else `write` gets them all at once. */
  readonly inParts?: boolean;
  /** The record that a row will change, and its register, when it is not the one it is the same as: all are locked before the first is written. */
  readonly changes?: { readonly thing: AnyThing; of(row: RowToWrite): string | null };
}

export interface ImportSource {
  readonly runId: string;
  readonly fileName: string;
  /** Where records are written while the next part is made ready. */
  readonly behind: Behind;
}
