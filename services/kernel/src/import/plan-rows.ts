import type { Label } from '@moduan/schema';
import type { Kysely } from 'kysely';
import { jsonValue } from '../database/json-value';
import type { Row, Tables } from '../database/tables';
import type { ServiceContext } from '../graph/service-context';
import type { ImportDefinition, ImportedRow } from './definition';
import type { ImportRun } from './import-run';
import { admitChange } from './plain-import';
import { missingFaults, readRow, type KeptRow } from './read-rows';

/** Lines that are planned and written together. */
export const PART = 1000;

/** The lines of a file as they are kept. */
async function* keptRows(db: Kysely<Tables>, runId: string): AsyncGenerator<KeptRow[]> {
  for (let after = 0; ; ) {
    const rows = (await db.selectFrom('import_row').select(['number', 'cells', 'corrections', 'decision']).where('run_id', '=', runId).where('number', '>', after).orderBy('number').limit(PART).execute()) as Row[];
    if (rows.length) yield rows.map(keptRow);
    if (rows.length < PART) return;
    after = Number(rows.at(-1)!.number);
  }
}

function keptRow(row: Row): KeptRow {
  const { texts, spoiled } = jsonValue(row.cells) as { texts: string[]; spoiled: Record<string, Label> };
  return { number: Number(row.number), cells: texts, spoiled, corrections: jsonValue(row.corrections) as Record<string, string>, decision: row.decision as KeptRow['decision'] };
}

/** What each row would become, against what is there now, a part of the file at a time; the same in the dry run and in the writing itself. */
export async function* planRows(context: ServiceContext, db: Kysely<Tables>, definition: ImportDefinition, run: ImportRun): AsyncGenerator<ImportedRow[]> {
  const seen = new Map<string, number>();
  for await (const kept of keptRows(db, run.id)) {
    const rows = kept.map((each) => readRow(definition, run, each));
    const sound = rows.filter(({ decision }) => decision !== 'SKIP');
    for (const row of rows) if (row.decision === 'SKIP') row.outcome = 'SKIPPED';
    await definition.plan(context, db, sound, seen);
    for (const row of sound) {
      if (row.matchId === null && (row.outcome === 'CREATE' || row.outcome === 'FAULTY')) row.faults.push(...missingFaults(definition, run.columns, row));
      admitChange(context, definition.thing, row);
      if (row.faults.length) row.outcome = 'FAULTY';
    }
    yield rows;
  }
}
