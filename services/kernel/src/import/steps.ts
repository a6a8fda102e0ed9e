import { sql, type Kysely } from 'kysely';
import type { Tables } from '../database/tables';
import { DomainError, invalidInput } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';
import { checkRun, type Twins } from './check-run';
import { NOTES } from './columns';
import type { CoordinateSystem } from './coordinates';
import type { ImportDefinition } from './definition';
import { forgetSecrets } from './forget-secrets';
import { getRun, requireState, update, type ImportRun, type ImportState } from './import-run';
import type { ImportColumnInput, ImportCorrectionInput, ImportDecisionInput } from './import-types';
import { inTransaction } from '../unit-of-work/unit-of-work';
import { writeRun, type Take } from './write-run';

type Definitions = readonly ImportDefinition[];
const MOST = 5_000;

export const definitionOf = (definitions: Definitions, run: ImportRun) => definitions.find(({ thing }) => thing.register.many === run.register)!;

type Change = (db: Kysely<Tables>, run: ImportRun, definition: ImportDefinition) => Promise<unknown>;

/** One step after the other: the run stays locked until the step is done, and stands where the step needs it. */
async function step(context: ServiceContext, definitions: Definitions, id: string, allowed: readonly ImportState[], change: Change): Promise<ImportRun> {
  await getRun(context, definitions, id);
  await inTransaction(context, async (db) => {
    await db.selectFrom('import_run').select('id').where('id', '=', id).forUpdate().execute();
    const run = await getRun(context, definitions, id, db);
    requireState(run, ...allowed);
    await change(db, run, definitionOf(definitions, run));
  });
  return getRun(context, definitions, id);
}

const recheck = async (context: ServiceContext, definitions: Definitions, db: Kysely<Tables>, id: string): Promise<Twins[]> => {
  const run = await getRun(context, definitions, id, db);
  return checkRun(context, definitionOf(definitions, run), run, db);
};

/** Assigns columns to fields: a field is filled by one column, the last one named. */
export const mapColumns = (context: ServiceContext, definitions: Definitions, id: string, changes: readonly ImportColumnInput[], coordinates?: CoordinateSystem | null): Promise<ImportRun> =>
  step(context, definitions, id, ['CHECKED'], async (db, run, definition) => {
    await update(db, id, { columns: sql`${JSON.stringify(mapped(run, definition, changes))}::jsonb`, options: sql`${JSON.stringify({ coordinates: coordinates ?? run.coordinates })}::jsonb` });
    await recheck(context, definitions, db, id);
  });

function mapped(run: ImportRun, definition: ImportDefinition, changes: readonly ImportColumnInput[]) {
  const unknown = changes.find(({ field, index }) => (field && !Object.hasOwn(definition.fields, field)) || !run.columns[index]);
  if (unknown) throw invalidInput([{ path: 'columns', message: { zh: '没有这一列或这个字段', en: 'No such column or field' } }]);
  const byIndex = new Map(changes.map(({ index, field }) => [index, field ?? null]));
  const claimed = new Set([...byIndex.values()].filter(Boolean));
  return run.columns.map((column) => {
    const field = byIndex.has(column.index) ? byIndex.get(column.index)! : column.field && claimed.has(column.field) ? null : column.field;
    return { ...column, field, note: field ? null : (column.note ?? NOTES.chosen) };
  });
}

export const correctRows = (context: ServiceContext, definitions: Definitions, id: string, rows: readonly ImportCorrectionInput[]): Promise<ImportRun> =>
  step(context, definitions, id, ['CHECKED'], async (db, _run, definition) => {
    if (rows.length > MOST || rows.some(({ field }) => !Object.hasOwn(definition.fields, field)))
      throw invalidInput([{ path: 'rows', message: { zh: `一次最多改 ${MOST} 处，且须是这个台账的字段`, en: `At most ${MOST} corrections, of fields of this register` } }]);
    await sql`update import_row as kept set corrections = kept.corrections || new.values
    from (select number, jsonb_object_agg(field, value) as values
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as each (number int, field text, value text) group by number) as new
    where kept.run_id = ${id} and kept.number = new.number`.execute(db);
    await recheck(context, definitions, db, id);
  });

export const decideRows = (context: ServiceContext, definitions: Definitions, id: string, rows: readonly ImportDecisionInput[]): Promise<ImportRun> =>
  step(context, definitions, id, ['CHECKED'], async (db) => {
    await sql`update import_row as kept set decision = new.decision
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (number int, decision text)
    where kept.run_id = ${id} and kept.number = new.number`.execute(db);
    refuseTwins(rows, await recheck(context, definitions, db, id));
  });

/** Rows that a person takes for one record would each change it: nothing of the decision stays. */
function refuseTwins(rows: readonly ImportDecisionInput[], twins: readonly Twins[]): void {
  const decided = new Set(rows.flatMap(({ number, decision }) => (decision === 'SAME' ? [number] : [])));
  const pair = twins.find((each) => each.some((number) => decided.has(number)));
  if (!pair) return;
  const [first, second] = pair;
  throw new DomainError(
    'CONFLICT',
    { zh: `第 ${first} 行和第 ${second} 行会更新同一条记录，一个文件里一条记录只能由一行更新；请跳过其中一行，或定为另一条`, en: `Rows ${first} and ${second} would amend the same record, and one row of a file amends a record; skip one of them or decide that it is another` },
    { rows: [first, second] },
  );
}

/** A second writing of the same run changes nothing. */
export const write = (context: ServiceContext, definitions: Definitions, id: string, take: Take): Promise<ImportRun> =>
  step(context, definitions, id, ['CHECKED', 'WRITTEN'], async (db, run, definition) => {
    if (run.state !== 'WRITTEN') await writeRun(context, db, definition, run, take);
  });

export const abandon = (context: ServiceContext, definitions: Definitions, id: string): Promise<ImportRun> =>
  step(context, definitions, id, ['READING', 'CHECKING', 'CHECKED', 'REFUSED', 'ABANDONED'], async (db, run, definition) => {
    await forgetSecrets(db, definition, run);
    await update(db, id, { state: 'ABANDONED' });
  });
