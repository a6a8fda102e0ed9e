import type { Kysely } from 'kysely';
import type { Row, Tables } from '../database/tables';
import type { ServiceContext } from '../graph/service-context';
import { mask } from '../masking/mask';
import type { ImportDefinition, ImportedRow } from './definition';
import type { ImportRun } from './import-run';
import { keepOutcomes } from './keep-rows';
import { planRows } from './plan-rows';

type Masks = readonly (readonly [field: string, (value: string) => string])[];

/** What the wizard shows of a row keeps personal data as masked as the register does. */
function masked(masks: Masks, values: Row): Row {
  const hidden = masks.flatMap(([name, hide]) => (typeof values[name] === 'string' ? [[name, hide(values[name])]] : []));
  return hidden.length ? { ...values, ...Object.fromEntries(hidden) } : values;
}

const masksOf = ({ fields }: ImportDefinition): Masks => Object.entries(fields).flatMap(([name, field]) => (field.kind === 'secret' ? [[name, (value: string) => mask(field.check, value)] as const] : []));

/** Two lines of a file that are one record. */
export type Twins = readonly [first: number, second: number];

/** The dry run: every row with its outcome, faults and proposals, kept for the wizard; nothing reaches the register. Tells which lines are one record. */
export async function checkRun(context: ServiceContext, definition: ImportDefinition, run: ImportRun, db: Kysely<Tables> = context.db): Promise<Twins[]> {
  const masks = masksOf(definition);
  const twins: Twins[] = [];
  let done = 0;
  // While the database keeps one part, the next is read.
  let keeping: Promise<unknown> = Promise.resolve();
  try {
    for await (const rows of planRows(context, db, definition, run)) {
      const part = { first: rows[0]!.number, last: rows.at(-1)!.number, outcomes: JSON.stringify(rows.map((row) => checked(masks, row))) };
      for (const { number, sameAs } of rows) if (sameAs !== null) twins.push([sameAs, number]);
      await keeping;
      done += rows.length;
      keeping = keepOutcomes(db, run.id, part, { done });
      keeping.catch(() => undefined);
    }
  } finally {
    await keeping;
  }
  // Somebody may have given the import up meanwhile.
  await db.updateTable('import_run').set({ state: 'CHECKED', progress_total: done }).where('id', '=', run.id).where('state', '=', 'CHECKING').execute();
  return twins;
}

const checked = (masks: Masks, row: ImportedRow) => ({
  number: row.number,
  outcome: row.outcome,
  match_id: row.matchId,
  faults: row.faults,
  proposals: row.proposals,
  becomes: masked(masks, row.becomes),
  matched: row.matched,
  alike: row.alike,
});
