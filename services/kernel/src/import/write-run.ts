import { sql } from 'kysely';
import type { Row } from '../database/tables';
import { DomainError } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';
import { transactionOf } from '../unit-of-work/unit-of-work';
import { writeAudit } from '../unit-of-work/audit';
import { planRows } from './check-run';
import type { ImportDefinition, ImportedRow } from './definition';
import { update, type ImportRun } from './import-run';

export type Take = 'ALL' | 'GOOD';

const open = (row: ImportedRow) => row.outcome === 'FAULTY' || row.outcome === 'DUPLICATE';

/**
 * Writes the file in one transaction, against what is there now: all rows or, when the person says so, the good ones.
 * A second writing of the same run changes nothing.
 */
export async function writeRun(context: ServiceContext, definition: ImportDefinition, run: ImportRun, take: Take): Promise<void> {
  await context.fork().transactional(async (em) => {
    const db = transactionOf(em as never, context);
    const locked = (await sql`select state from import_run where id = ${run.id} for update`.execute(db)).rows[0] as Row;
    if (locked.state === 'WRITTEN') return;
    const rows = await planRows(context, db, definition, run);
    if (take === 'ALL' && rows.some(open)) throw unfinished(rows.filter(open).length);
    const good = rows.filter(({ outcome }) => outcome === 'CREATE' || outcome === 'AMEND');
    await definition.write(context, db, good, { runId: run.id, fileName: run.fileName });
    await writeAudit(db, context, [
      {
        action: `${definition.thing.register.noun}.import`,
        recordId: run.id,
        reason: run.fileName,
        changes: [{ field: 'rows', from: String(rows.length), to: String(good.length) }],
      },
    ]);
    await update(db, run.id, { state: 'WRITTEN', written_at: new Date(), take });
  });
}

const unfinished = (count: number) =>
  new DomainError(
    'CONFLICT',
    { zh: `还有 ${count} 行有错或未定，改好后再全部写入，或选择先写入无误的行`, en: `${count} rows are faulty or undecided; correct them or take the good rows` },
    { count },
  );
