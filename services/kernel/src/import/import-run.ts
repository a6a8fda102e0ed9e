import { sql, type Kysely } from 'kysely';
import type { Readable } from 'node:stream';
import { geometryField, type Label } from '@moduan/schema';
import { isInArea } from '@moduan/schema/codes';
import { within } from '../actor/jurisdiction';
import { jsonValue } from '../database/json-value';
import type { Row, Tables } from '../database/tables';
import { isId, uuidv7 } from '../entity/id';
import { DomainError, forbidden, invalidInput, notFound } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';
import type { CoordinateSystem } from './coordinates';
import { recogniseColumns, recogniser, type ImportColumn } from './columns';
import type { ImportDefinition } from './definition';
import { keepLines, type Line } from './keep-rows';
import { ImportRefused, isFault, openTable, type OpenTable, type TableRow } from './reading';

export type ImportState = 'READING' | 'CHECKING' | 'CHECKED' | 'WRITING' | 'WRITTEN' | 'REFUSED' | 'ABANDONED';

export interface ImportRun {
  readonly id: string;
  readonly register: string;
  readonly fileName: string;
  readonly state: ImportState;
  readonly progressDone: number;
  readonly progressTotal: number | null;
  readonly refusal: Label | null;
  readonly columns: readonly ImportColumn[];
  readonly headerRow: number;
  /** In which system the file gives its points. */
  readonly coordinates: CoordinateSystem;
  readonly areaCode: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly createdByName: string;
  readonly writtenAt: string | null;
}

const BATCH = 500;
const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

export function requireImport(context: ServiceContext, definition: ImportDefinition): void {
  if (!context.actor.may(`${definition.thing.register.noun}.import`)) throw forbidden('import');
}

/** Takes in a file: its rows are kept as they are, nothing is written to the register. Gives the id of the run. */
export async function receiveImport(context: ServiceContext, definition: ImportDefinition, fileName: string, stream: Readable | undefined, id = uuidv7()): Promise<string> {
  requireImport(context, definition);
  if (!stream) throw invalidInput([{ path: 'file', message: { zh: '没有收到文件', en: 'No file was received' } }]);
  const { actor, db } = context;
  const run = { id, register: definition.thing.register.many, file_name: fileName.slice(0, 200), state: 'READING', area_code: actor.homeFor(`${definition.thing.register.noun}.import`), created_by: actor.id, created_by_name: actor.name };
  await db.insertInto('import_run').values(run).execute();
  try {
    await keepRows(db, id, definition, stream);
  } catch (error) {
    await refuseRun(db, id, error instanceof ImportRefused ? error.label : INTERRUPTED);
    if (!(error instanceof ImportRefused)) throw error;
  }
  return id;
}

async function keepRows(db: Kysely<Tables>, id: string, definition: ImportDefinition, stream: Readable): Promise<void> {
  const table = await openTable(stream, { recognise: recogniser(definition), geometry: geometryField(definition.fields) !== undefined });
  try {
    if (!table.recognised) throw unrecognised(definition);
    const columns = recogniseColumns(definition, table.headings);
    await update(db, id, { columns: json(columns), header_row: table.headingNumber, file_hash: table.facts.sha256 });
    const total = await keepInBatches(db, id, table);
    if (total === 0) throw new ImportRefused({ zh: '表头下面没有数据行', en: 'There are no rows below the headings' });
    await startCheck(db, id, total);
  } finally {
    await table.close();
  }
}

/** Given up while it was being read, it stays given up, and nothing of it is kept. Lines are kept without waiting for the disk: a database that went down meanwhile may have lost some. */
async function startCheck(db: Kysely<Tables>, id: string, total: number): Promise<void> {
  const { numUpdatedRows } = await db.updateTable('import_run').set({ state: 'CHECKING', progress_done: 0, progress_total: total }).where('id', '=', id).where('state', '=', 'READING').executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return void (await db.deleteFrom('import_row').where('run_id', '=', id).execute());
  const { count } = (await db.selectFrom('import_row').select(sql<string>`count(*)`.as('count')).where('run_id', '=', id).executeTakeFirstOrThrow()) as Row;
  if (Number(count) !== total) throw new ImportRefused(incomplete(total - Number(count)));
}

async function keepInBatches(db: Kysely<Tables>, id: string, table: OpenTable): Promise<number> {
  let batch: Line[] = [];
  let total = 0;
  // While the database keeps one batch, the next is read.
  let keeping: Promise<unknown> = Promise.resolve();
  const flush = async () => {
    if (!batch.length) return;
    total += batch.length;
    const lines = batch;
    batch = [];
    await keeping;
    keeping = keepLines(db, id, lines, table.progress());
    keeping.catch(() => undefined);
  };
  try {
    for await (const row of table.rows) {
      batch.push({ number: row.number, cells: kept(row) });
      if (batch.length === BATCH) await flush();
    }
    await flush();
  } finally {
    await keeping;
  }
  return total;
}

function kept({ cells, fault }: TableRow): Line['cells'] {
  const spoiled: Record<string, Label> = fault ? { '-1': fault } : {};
  const texts = cells.map((cell, index) => {
    if (!isFault(cell)) return cell;
    spoiled[index] = cell.fault;
    return cell.raw;
  });
  return { texts, spoiled };
}

const unrecognised = ({ thing }: ImportDefinition) =>
  new ImportRefused({
    zh: `没有认出“${thing.register.label.zh}”的表头。请对照模板检查表头行，并确认文件编码是 UTF-8 或 GBK`,
    en: `No headings of ${thing.register.label.en} were recognised. Compare the heading row with the template and check that the file is UTF-8 or GBK`,
  });

export const update = (db: Kysely<Tables>, id: string, set: Row) => db.updateTable('import_run').set(set).where('id', '=', id).execute();

const INTERRUPTED = { zh: '上传没有完成，文件没有写入；请重新上传', en: 'The upload did not finish and nothing was written; upload the file again' };

const incomplete = (lost: number) => ({ zh: `数据库在上传时中断过，丢了 ${lost} 行，文件没有写入；请重新上传`, en: `The database was interrupted during the upload and lost ${lost} rows; nothing was written, upload the file again` });

/** Refused as a whole: its lines are of no more use and go. */
export async function refuseRun(db: Kysely<Tables>, id: string, refusal: Label): Promise<void> {
  await update(db, id, { state: 'REFUSED', refusal: json(refusal) });
  await db.deleteFrom('import_row').where('run_id', '=', id).execute();
}

/** Made where the caller imports the register; who is narrowed to lines of work or premises sees only what is their own. */
function isSeen({ actor }: ServiceContext, { thing }: ImportDefinition, run: ImportRun): boolean {
  const reach = actor.reach(`${thing.register.noun}.import`);
  return within(reach, run) || (run.createdBy === actor.id && reach.some(({ prefix }) => isInArea(run.areaCode, prefix)));
}

/** A run that the caller may see, of a register that the caller imports. */
export async function getRun(context: ServiceContext, definitions: readonly ImportDefinition[], id: string, db: Kysely<Tables> = context.db): Promise<ImportRun> {
  const row = isId(id) ? ((await db.selectFrom('import_run').selectAll().where('id', '=', id).executeTakeFirst()) as Row | undefined) : undefined;
  const run = row && runOf(row);
  const definition = run && definitions.find(({ thing }) => thing.register.many === run.register);
  const seen = definition && isSeen(context, definition, run);
  if (!run || !seen) throw notFound({ zh: '导入', en: 'imports' });
  return run;
}

/** Uploads of a register, newest first. */
export async function listRuns(context: ServiceContext, definition: ImportDefinition, first: number): Promise<ImportRun[]> {
  requireImport(context, definition);
  const prefixes = context.actor.reach(`${definition.thing.register.noun}.import`).flatMap(({ prefix }) => (prefix ? [`${prefix}%`] : []));
  const rows = (await context.db
    .selectFrom('import_run')
    .selectAll()
    .where('register', '=', definition.thing.register.many)
    .where('area_code', 'like', sql`any(${prefixes}::text[])` as never)
    .orderBy('created_at', 'desc')
    .limit(500)
    .execute()) as Row[];
  return rows.map(runOf).filter((run) => isSeen(context, definition, run)).slice(0, first);
}

function runOf(row: Row): ImportRun {
  return {
    id: row.id as string,
    register: row.register as string,
    fileName: row.file_name as string,
    state: row.state as ImportState,
    progressDone: Number(row.progress_done),
    progressTotal: row.progress_total === null ? null : Number(row.progress_total),
    refusal: jsonValue(row.refusal) as Label | null,
    columns: jsonValue(row.columns) as ImportColumn[],
    headerRow: Number(row.header_row),
    coordinates: (jsonValue(row.options) as { coordinates?: CoordinateSystem }).coordinates ?? 'CGCS2000',
    areaCode: row.area_code as string,
    createdAt: row.created_at as string,
    createdBy: row.created_by as string,
    createdByName: row.created_by_name as string,
    writtenAt: row.written_at as string | null,
  };
}

/** Steps of the wizard happen one at a time: what is being checked or written can't be changed. */
export function requireState(run: ImportRun, ...allowed: ImportState[]): void {
  if (allowed.includes(run.state)) return;
  throw new DomainError(
    'ILLEGAL_TRANSITION',
    { zh: '这次导入已不在可以这样办理的步骤，请刷新', en: 'This import is no longer at a step that allows this; reload' },
    { from: run.state, allowed },
  );
}
