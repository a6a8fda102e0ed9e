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
  const taken = new Map<string, number>();
  for await (const kept of keptRows(db, run.id)) {
    const rows = kept.map((each) => readRow(definition, run, each));
    const sound = rows.filter(({ decision }) => decision !== 'SKIP');
    for (const row of rows) if (row.decision === 'SKIP') row.outcome = 'SKIPPED';
    await definition.plan(context, db, sound, seen);
    for (const row of sound) {
      oneRowEach(row, taken);
      if (row.matchId === null && (row.outcome === 'CREATE' || row.outcome === 'FAULTY')) row.faults.push(...missingFaults(definition, run.columns, row));
      admitChange(context, definition.thing, row);
      if (row.faults.length) row.outcome = 'FAULTY';
    }
    yield rows;
  }
}

/** A record is changed by one row of a file, however its rows find it: what another says of it is not lost behind what the last one says. */
function oneRowEach(row: ImportedRow, taken: Map<string, number>): void {
  if (row.matchId === null || row.outcome === 'DUPLICATE' || row.outcome === 'ELSEWHERE') return;
  const first = taken.get(row.matchId);
  if (first === undefined) return void taken.set(row.matchId, row.number);
  row.sameAs = first;
  // One that repeats another by its own words is told so already.
  if (!row.faults.length) row.faults.push({ message: { zh: `与第 ${first} 行是同一条记录，一个文件里一条记录只能由一行更新；请并成一行`, en: `The same record as row ${first}; one row of a file amends a record, so bring the two together` } });
}
