import type { Register } from '@moduan/schema';

export type RunState = 'READING' | 'CHECKING' | 'CHECKED' | 'WRITING' | 'WRITTEN' | 'REFUSED' | 'ABANDONED';
export type Outcome = 'CREATE' | 'AMEND' | 'UNCHANGED' | 'FAULTY' | 'DUPLICATE' | 'ELSEWHERE' | 'SKIPPED';
export type Coordinates = 'CGCS2000' | 'GCJ02' | 'BD09';
export type Decision = 'SAME' | 'NEW' | 'SKIP';

export interface ImportColumn {
  readonly index: number;
  readonly letter: string;
  readonly heading: string;
  readonly field: string | null;
  readonly note: string | null;
}
export interface ImportRun {
  readonly id: string;
  readonly register: string;
  readonly fileName: string;
  readonly state: RunState;
  readonly progressDone: number;
  readonly progressTotal: number | null;
  readonly refusal: string | null;
  readonly createdAt: string;
  readonly createdByName: string;
  readonly writtenAt: string | null;
  readonly columns: readonly ImportColumn[];
  readonly coordinates: Coordinates;
  readonly counts: Readonly<Record<'rows' | 'create' | 'amend' | 'unchanged' | 'faulty' | 'faults' | 'duplicate' | 'elsewhere' | 'skipped', number>>;
}
export interface FieldValue {
  readonly field: string;
  readonly value: string | null;
}
export interface ImportFault {
  readonly column: number | null;
  readonly field: string | null;
  readonly value: string | null;
  readonly message: string;
  readonly suggestion: string | null;
}
export interface ImportProposal {
  readonly field: string;
  readonly value: string | null;
  readonly label: string;
  readonly reason: string;
  readonly certainty: 'CERTAIN' | 'LIKELY' | 'UNSURE';
}
export interface ImportRow {
  readonly number: number;
  readonly outcome: Outcome;
  readonly cells: readonly string[];
  readonly faults: readonly ImportFault[];
  readonly proposals: readonly ImportProposal[];
  readonly becomes: readonly FieldValue[];
  readonly match: { readonly id: string; readonly values: readonly FieldValue[] } | null;
  readonly alike: string | null;
}
export interface RowPage {
  readonly nodes: readonly ImportRow[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}
/** What a person makes of a proposal, for one row or for all of the same old name. */
export interface Change {
  readonly row: ImportRow;
  readonly field: string;
  readonly value: string;
  readonly all: boolean;
}
export interface Correction {
  readonly number: number;
  readonly field: string;
  readonly value: string;
}

const head = 'id register fileName state progressDone progressTotal refusal createdAt createdByName writtenAt counts { rows create amend unchanged faulty faults duplicate elsewhere skipped }';
const full = `${head} coordinates columns { index letter heading field note }`;
const named = ({ service }: Register) => service[0]!.toUpperCase() + service.slice(1);

export const runDocument = (register: Register) => `query ImportRun($id: ID!) { run: ${register.service}Import(id: $id) { ${full} } }`;
export const runsDocument = (register: Register) => `query ImportRuns($register: String!) { runs: ${register.service}Imports(register: $register, first: 20) { ${head} } }`;
export const rowsDocument = (register: Register) => `
  query ImportRows($id: ID!, $outcomes: [ImportOutcome!], $alike: String, $first: Int!, $after: String) {
    run: ${register.service}Import(id: $id) {
      id
      rows(outcomes: $outcomes, alike: $alike, first: $first, after: $after) {
        nodes {
          number outcome cells alike
          faults { column field value message suggestion }
          proposals { field value label reason certainty }
          becomes { field value }
          match { id values { field value } }
        }
        pageInfo { hasNextPage endCursor }
        totalCount
      }
    }
  }`;

const step = (mutation: string, input: string) => `mutation ${mutation[0]!.toUpperCase() + mutation.slice(1)}($input: ${input}!) { run: ${mutation}(input: $input) { ${full} } }`;
/** Mutations of the steps, by what they do. */
export const stepDocuments = (register: Register) => {
  const name = named(register);
  return {
    map: step(`map${name}Import`, 'MapImportInput'),
    correct: step(`correct${name}ImportRows`, 'CorrectImportInput'),
    decide: step(`decide${name}ImportRows`, 'DecideImportInput'),
    write: step(`write${name}Import`, 'WriteImportInput'),
    abandon: step(`abandon${name}Import`, 'AbandonImportInput'),
  };
};

/** What a row is about, also when nothing of its title would change. */
export const titleOfRow = ({ title }: Register, { columns }: ImportRun, row: ImportRow) => row.becomes.find(({ field }) => field === title)?.value ?? row.cells[columns.find(({ field }) => field === title)?.index ?? -1] ?? '';
export const isBusy = (run: ImportRun | undefined) => Boolean(run && ['READING', 'CHECKING', 'WRITING'].includes(run.state));
/** Rows that a person must still settle before all can be written. */
export const unsettled = ({ counts }: ImportRun) => counts.faulty + counts.duplicate;
export const writable = ({ counts }: ImportRun) => counts.create + counts.amend;
