import type { Fields } from '@moduan/schema';
import { sql, type Kysely } from 'kysely';
import { setImmediate } from 'node:timers/promises';
import type { Row, Tables } from '../database/tables';
import { allColumns, type Column } from '../entity/columns';
import type { AnyThing, BaseRecord } from '../entity/thing';
import type { ServiceContext } from '../graph/service-context';
import { asRead, readable } from '../reading/readable';
import { draftOfMany } from '../register/actions';
import { stored } from '../register/values';
import { tellChanged } from '../changes/notice';
import { changesOf, placeOf, writeAudit, type AuditEntry } from '../unit-of-work/audit';
import { tellOthers } from '../unit-of-work/unit-of-work';
import type { ImportSource, RowToWrite } from './definition';

const BATCH = 1000;

/** A record on its way into its table: what it was, when it was there, and the entry that its trail gets. */
export interface Change<R extends BaseRecord = BaseRecord> {
  readonly record: R;
  /** Absent for a new record. */
  readonly before: Row | null;
  readonly action: string;
  readonly reason: string | null;
}

/** Writes imported rows as records, set by set: the same rows, audit entries and events as if each were entered by hand. They are on their way when it answers. */
export async function writeRecords(context: ServiceContext, db: Kysely<Tables>, thing: AnyThing, rows: readonly RowToWrite[], source: ImportSource): Promise<BaseRecord[]> {
  const noun = thing.register.noun as string;
  const from = (row: RowToWrite) => `${source.fileName} · ${row.number}`;
  const fresh = rows.filter(({ matchId }) => matchId === null);
  const created = fresh.map((row) => ({ record: draftOfMany(thing, context, stored(thing.register.fields, row.becomes, context.database.secrets)), before: null, action: `${noun}.create`, reason: from(row) }));
  const amended = await amendedRecords(context, db, thing, rows.filter(({ matchId }) => matchId !== null));
  const changes: Change[] = [...created, ...amended.map(({ row, record, before }) => ({ record, before, action: `${noun}.amend`, reason: from(row) }))];
  await thing.prepare?.(db, changes.map(({ record }) => record), context);
  await source.behind.begin(() => writeChanges(context, db, thing, changes));
  return changes.map(({ record }) => record);
}

/** Many changes of one register in a constant number of statements for each 500, with their audit entries and events. */
export async function writeChanges(context: ServiceContext, db: Kysely<Tables>, thing: AnyThing, changes: readonly Change[]): Promise<void> {
  await bothOf(saveRecords(db, thing, changes), enterTrail(context, db, changes));
  await tellChanged(db, context, thing, changes.map(({ record }) => record), changes.flatMap(({ before }) => (before ? [before] : [])));
  await tellOthers(db, context, thing, changes.map(({ record }) => record as unknown as Row));
}

async function saveRecords(db: Kysely<Tables>, thing: AnyThing, changes: readonly Change[]): Promise<void> {
  await insertRecords(db, thing, changes.filter(({ before }) => !before).map(({ record }) => record));
  await updateRecords(db, thing, changes.filter(({ before }) => before).map(({ record }) => record));
}

/** Made while the database still takes in the records, and sent behind them on the same connection. */
async function enterTrail(context: ServiceContext, db: Kysely<Tables>, changes: readonly Change[]): Promise<void> {
  await setImmediate();
  const entries = changes.map(({ record, before, action, reason }): AuditEntry => ({ action, recordId: record.id, isNew: !before, reason, placed: placeOf(before ?? (record as unknown as Row)), changes: changesOf(before ?? {}, record as unknown as Row) }));
  await writeAudit(db, context, entries);
}

/** Both are over before either's failure is told: nothing may be sent on a connection whose transaction has been given up. */
async function bothOf(...work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}

interface Amended {
  readonly row: RowToWrite;
  readonly record: BaseRecord;
  readonly before: Row;
}

/** Locked in one order, so that two who change many never wait for each other. */
export async function lockAll(db: Kysely<Tables>, thing: AnyThing, ids: readonly string[]): Promise<void> {
  if (ids.length) await sql`select from ${sql.table(thing.table)} where id = any(${[...ids]}::uuid[]) order by id for update`.execute(db);
}

/** The records whole, sealed fields included, locked until the transaction ends; only those that the caller may read. */
export async function lockWhole(context: ServiceContext, db: Kysely<Tables>, thing: AnyThing, ids: readonly string[]): Promise<Map<string, Row>> {
  if (!ids.length) return new Map();
  const columns = allColumns(thing.register.fields as Fields);
  const found = (await readable(context, thing, db)
    .select(columns.map(({ column, property }) => sql.ref(column).as(property)) as never)
    .where('id', '=', sql`any(${ids}::uuid[])` as never)
    .orderBy('id')
    .forUpdate()
    .execute()) as Row[];
  return new Map(found.map((row) => [row.id as string, row]));
}

async function amendedRecords(context: ServiceContext, db: Kysely<Tables>, thing: AnyThing, rows: readonly RowToWrite[]): Promise<Amended[]> {
  const byId = await lockWhole(context, db, thing, rows.map(({ matchId }) => matchId!));
  return rows.flatMap((row) => {
    const before = byId.get(row.matchId!);
    if (!before) return [];
    const record = asRead<BaseRecord>(thing, { ...before, ...stored(thing.register.fields, row.becomes, context.database.secrets) });
    Object.assign(record, { version: Number(before.version) + 1, updatedAt: new Date() });
    Object.assign(record, thing.derive?.(record));
    return [{ row, record, before }];
  });
}

/** Rows travel as one value: thousands of parameters take longer to prepare than the rows to write. */
const shapeOf = (columns: readonly Column[]) => sql.join(columns.map(({ column, type }) => sql`${sql.ref(column)} ${sql.raw(type.replace(/ collate.*/, ''))}`));
const asJson = (columns: readonly Column[], records: readonly BaseRecord[]) => JSON.stringify(records.map((record) => filled(columns, record as unknown as Row)));

/** What is not there is left out: it is as absent in the table. */
function filled(columns: readonly Column[], record: Row): Row {
  const row: Record<string, unknown> = {};
  for (const { column, property } of columns) if (record[property] !== null && record[property] !== undefined) row[column] = record[property];
  return row;
}

async function insertRecords(db: Kysely<Tables>, thing: AnyThing, records: readonly BaseRecord[]): Promise<void> {
  const columns = allColumns(thing.register.fields as Fields);
  const names = sql.join(columns.map(({ column }) => sql.ref(column)));
  for (let start = 0; start < records.length; start += BATCH)
    await sql`insert into ${sql.table(thing.table)} (${names}) select ${names} from json_to_recordset(${asJson(columns, records.slice(start, start + BATCH))}::json) as new (${shapeOf(columns)})`.execute(db);
}

async function updateRecords(db: Kysely<Tables>, thing: AnyThing, records: readonly BaseRecord[]): Promise<void> {
  const columns = allColumns(thing.register.fields as Fields).filter(({ column }) => !column.startsWith('created_'));
  const set = sql.join(columns.filter(({ column }) => column !== 'id').map(({ column }) => sql`${sql.ref(column)} = new.${sql.ref(column)}`));
  for (let start = 0; start < records.length; start += BATCH)
    await sql`update ${sql.table(thing.table)} as kept set ${set} from jsonb_to_recordset(${asJson(columns, records.slice(start, start + BATCH))}::jsonb) as new (${shapeOf(columns)}) where kept.id = new.id`.execute(db);
}
