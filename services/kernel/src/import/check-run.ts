import { sql, type Kysely } from 'kysely';
import type { Label } from '@moduan/schema';
import { jsonValue } from '../database/json-value';
import type { Row, Tables } from '../database/tables';
import type { ServiceContext } from '../graph/service-context';
import type { ImportDefinition, ImportedRow } from './definition';
import { update, type ImportRun } from './import-run';
import { missingFaults, readRow, type KeptRow } from './read-rows';
import { mask } from '../masking/mask';
import { admitChange } from './plain-import';


async function keptRows(db: Kysely<Tables>, runId: string): Promise<KeptRow[]> {
  const rows = (await db.selectFrom('import_row').select(['number', 'cells', 'corrections', 'decision']).where('run_id', '=', runId).orderBy('number').execute()) as Row[];
  return rows.map((row) => {
    const { texts, spoiled } = jsonValue(row.cells) as { texts: string[]; spoiled: Record<string, Label> };
    return { number: Number(row.number), cells: texts, spoiled, corrections: jsonValue(row.corrections) as Record<string, string>, decision: row.decision as KeptRow['decision'] };
  });
}

/** What each row would become, against what is there now; the same in the dry run and in the writing itself. */
export async function planRows(context: ServiceContext, db: Kysely<Tables>, definition: ImportDefinition, run: ImportRun): Promise<ImportedRow[]> {
  const rows = (await keptRows(db, run.id)).map((kept) => readRow(definition, run, kept));
  const sound = rows.filter(({ decision }) => decision !== 'SKIP');
  for (const row of rows) if (row.decision === 'SKIP') row.outcome = 'SKIPPED';
  await definition.plan(context, db, sound);
  for (const row of sound) {
    if (row.matchId === null && (row.outcome === 'CREATE' || row.outcome === 'FAULTY')) row.faults.push(...missingFaults(definition, run.columns, row));
    admitChange(context, definition.thing, row);
    if (row.faults.length) row.outcome = 'FAULTY';
  }
  return rows;
}

/** What the wizard shows of a row keeps personal data as masked as the register does. */
function masked({ fields }: ImportDefinition, values: Row): Row {
  const shown = (name: string, value: unknown) => {
    const field = fields[name];
    return field?.kind === 'secret' && typeof value === 'string' ? mask(field.check, value) : value;
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shown(name, value)]));
}

/** The dry run: every row with its outcome, faults and proposals, kept for the wizard; nothing reaches the register. */
export async function checkRun(context: ServiceContext, definition: ImportDefinition, run: ImportRun, db: Kysely<Tables> = context.db): Promise<void> {
  const rows = await planRows(context, db, definition, run);
  for (let start = 0; start < rows.length; start += 1000) {
    const part = rows.slice(start, start + 1000).map((row) => ({
      number: row.number,
      outcome: row.outcome,
      match_id: row.matchId,
      faults: row.faults,
      proposals: row.proposals,
      becomes: masked(definition, row.becomes),
      matched: row.matched,
      alike: row.alike,
    }));
    await sql`update import_row as kept set outcome = new.outcome, match_id = new.match_id, faults = new.faults,
      proposals = new.proposals, becomes = new.becomes, matched = new.matched, alike = new.alike
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as new (number int, outcome text, match_id uuid, faults jsonb,
      proposals jsonb, becomes jsonb, matched jsonb, alike text)
      where kept.run_id = ${run.id} and kept.number = new.number`.execute(db);
    await update(db, run.id, { progress_done: start + part.length, progress_total: rows.length });
  }
  // Somebody may have given the import up meanwhile.
  await db.updateTable('import_run').set({ state: 'CHECKED' }).where('id', '=', run.id).where('state', '=', 'CHECKING').execute();
}
