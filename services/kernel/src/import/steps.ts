import { sql } from 'kysely';
import { invalidInput } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';
import { checkRun } from './check-run';
import type { ImportDefinition } from './definition';
import { getRun, requireState, update, type ImportRun } from './import-run';
import type { ImportColumnInput, ImportCorrectionInput, ImportDecisionInput } from './import-types';
import { writeRun, type Take } from './write-run';

type Definitions = readonly ImportDefinition[];
const MOST = 5_000;

export const definitionOf = (definitions: Definitions, run: ImportRun) => definitions.find(({ thing }) => thing.register.many === run.register)!;

async function open(context: ServiceContext, definitions: Definitions, id: string) {
  const run = await getRun(context, definitions, id);
  requireState(run, 'CHECKED');
  return { run, definition: definitionOf(definitions, run) };
}

async function recheck(context: ServiceContext, definitions: Definitions, id: string): Promise<ImportRun> {
  const run = await getRun(context, definitions, id);
  await checkRun(context, definitionOf(definitions, run), run);
  return getRun(context, definitions, id);
}

/** Assigns columns to fields: a field is filled by one column, the last one named. */
export async function mapColumns(context: ServiceContext, definitions: Definitions, id: string, changes: readonly ImportColumnInput[]): Promise<ImportRun> {
  const { run, definition } = await open(context, definitions, id);
  const unknown = changes.find(({ field, index }) => (field && !definition.fields[field]) || !run.columns[index]);
  if (unknown) throw invalidInput([{ path: 'columns', message: { zh: '没有这一列或这个字段', en: 'No such column or field' } }]);
  const byIndex = new Map(changes.map(({ index, field }) => [index, field ?? null]));
  const claimed = new Set([...byIndex.values()].filter(Boolean));
  const columns = run.columns.map((column) => {
    const field = byIndex.has(column.index) ? byIndex.get(column.index)! : column.field && claimed.has(column.field) ? null : column.field;
    return { ...column, field, note: field ? null : (column.note ?? '不存入') };
  });
  await update(context.db, id, { columns: sql`${JSON.stringify(columns)}::jsonb` });
  return recheck(context, definitions, id);
}

export async function correctRows(context: ServiceContext, definitions: Definitions, id: string, rows: readonly ImportCorrectionInput[]): Promise<ImportRun> {
  const { definition } = await open(context, definitions, id);
  if (rows.length > MOST || rows.some(({ field }) => !definition.fields[field]))
    throw invalidInput([{ path: 'rows', message: { zh: `一次最多改 ${MOST} 处，且须是这个台账的字段`, en: `At most ${MOST} corrections, of fields of this register` } }]);
  await sql`update import_row as kept set corrections = kept.corrections || new.values
    from (select number, jsonb_object_agg(field, value) as values
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as each (number int, field text, value text) group by number) as new
    where kept.run_id = ${id} and kept.number = new.number`.execute(context.db);
  return recheck(context, definitions, id);
}

export async function decideRows(context: ServiceContext, definitions: Definitions, id: string, rows: readonly ImportDecisionInput[]): Promise<ImportRun> {
  await open(context, definitions, id);
  await sql`update import_row as kept set decision = new.decision
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (number int, decision text)
    where kept.run_id = ${id} and kept.number = new.number`.execute(context.db);
  return recheck(context, definitions, id);
}

export async function write(context: ServiceContext, definitions: Definitions, id: string, take: Take): Promise<ImportRun> {
  const run = await getRun(context, definitions, id);
  requireState(run, 'CHECKED', 'WRITTEN');
  await writeRun(context, definitionOf(definitions, run), run, take);
  return getRun(context, definitions, id);
}

export async function abandon(context: ServiceContext, definitions: Definitions, id: string): Promise<ImportRun> {
  const run = await getRun(context, definitions, id);
  requireState(run, 'READING', 'CHECKING', 'CHECKED', 'REFUSED', 'ABANDONED');
  await update(context.db, id, { state: 'ABANDONED' });
  return getRun(context, definitions, id);
}
