import { sql, type Kysely } from 'kysely';
import type { Tables } from '../database/tables';
import { DomainError } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';
import { writeAudit } from '../unit-of-work/audit';
import { Behind } from './behind';
import type { ImportDefinition, ImportedRow } from './definition';
import { update, type ImportRun } from './import-run';
import { forgetSecrets } from './forget-secrets';
import { PackedRows } from './packed-rows';
import { PART, planRows } from './plan-rows';
import { lockAll } from './write-records';

export type Take = 'ALL' | 'GOOD';

const open = (row: ImportedRow) => row.outcome === 'FAULTY' || row.outcome === 'DUPLICATE';

/** Writes the file in the transaction at hand, against what is there now: all rows or, when the person says so, the good ones. */
export async function writeRun(context: ServiceContext, db: Kysely<Tables>, definition: ImportDefinition, run: ImportRun, take: Take): Promise<void> {
  await oneFileAtATime(db, definition);
  const { total, undecided, good, locked } = await goodRows(context, db, definition, run);
  if (take === 'ALL' && undecided) throw unfinished(undecided);
  const count = good.count;
  const parts = definition.inParts ? good.take() : [[...good.take()].flat()];
  // A single part locks what it changes itself.
  if (definition.inParts && count > PART) await lockAll(db, definition.changes?.thing ?? definition.thing, locked);
  const behind = new Behind();
  await behind.during(async () => {
    for (const rows of parts) await definition.write(context, db, rows, { runId: run.id, fileName: run.fileName, behind });
  });
  await writeAudit(db, context, [
    {
      action: `${definition.thing.register.noun}.import`,
      recordId: run.id,
      reason: run.fileName,
      changes: [{ field: 'rows', from: String(total), to: String(count) }],
    },
  ]);
  await forgetSecrets(db, definition, run);
  await update(db, run.id, { state: 'WRITTEN', written_at: new Date(), take });
}

/** Everything is planned before anything is written: a row is never taken for the same as one of its own file. */
async function goodRows(context: ServiceContext, db: Kysely<Tables>, definition: ImportDefinition, run: ImportRun) {
  const good = new PackedRows(PART);
  const locked: string[] = [];
  let [total, undecided] = [0, 0];
  for await (const rows of planRows(context, db, definition, run)) {
    total += rows.length;
    undecided += rows.filter(open).length;
    const sound = rows.filter(({ outcome }) => outcome === 'CREATE' || outcome === 'AMEND');
    good.add(sound);
    locked.push(...sound.map((row) => (definition.changes ? definition.changes.of(row) : row.matchId)).filter((id) => id !== null));
  }
  return { total, undecided, good, locked };
}

/** Two files with the same rows would each find them missing; the second waits and finds what the first has written. */
const oneFileAtATime = (db: Kysely<Tables>, { thing }: ImportDefinition) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`import ${thing.register.service as string} ${thing.register.many as string}`}, 0))`.execute(db);

const unfinished = (count: number) =>
  new DomainError(
    'CONFLICT',
    { zh: `还有 ${count} 行有错或未定，改好后再全部写入，或选择先写入无误的行`, en: `${count} rows are faulty or undecided; correct them or take the good rows` },
    { count },
  );
