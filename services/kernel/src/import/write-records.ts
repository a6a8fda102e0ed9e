import type { Fields } from '@moduan/schema';
import { sql, type Kysely } from 'kysely';
import type { Row, Tables } from '../database/tables';
import { allColumns } from '../entity/columns';
import type { AnyThing, BaseRecord } from '../entity/thing';
import type { ServiceContext } from '../graph/service-context';
import { draft } from '../register/actions';
import { stored } from '../register/values';
import { changesOf, writeAudit, type AuditEntry } from '../unit-of-work/audit';
import { copied } from '../unit-of-work/unit-of-work';
import type { ImportedRow, ImportSource } from './definition';

const BATCH = 500;

/** Writes imported rows as records, set by set: the same rows, audit entries and events as if each were entered by hand. */
export async function writeRecords(context: ServiceContext, db: Kysely<Tables>, thing: AnyThing, rows: readonly ImportedRow[], source: ImportSource): Promise<BaseRecord[]> {
  const fresh = rows.filter(({ matchId }) => matchId === null);
  const known = rows.filter(({ matchId }) => matchId !== null);
  const created = fresh.map((row) => draft(thing, context, stored(thing.register.fields, row.becomes, context.database.secrets)));
  const amended = await amendedRecords(context, db, thing, known);
  const records = [...created, ...amended.map(({ record }) => record)];
  await thing.prepare?.(db, records, context);
  await insertRecords(db, thing, created);
  await updateRecords(db, thing, amended.map(({ record }) => record));
  const noun = thing.register.noun as string;
  const from = (row: ImportedRow) => `${source.fileName} · ${row.number}`;
  const entries: AuditEntry[] = [
    ...created.map((record, i) => ({ action: `${noun}.create`, recordId: record.id, reason: from(fresh[i]!), changes: changesOf({}, record as unknown as Row) })),
    ...amended.map(({ record, before }, i) => ({ action: `${noun}.amend`, recordId: record.id, reason: from(known[i]!), changes: changesOf(before, record as unknown as Row) })),
  ];
  await writeAudit(db, context, entries);
  if (thing.emits && records.length) await context.emit(db, thing.emits, { rows: records.map((record) => copied(record as unknown as Row)) });
  return records;
}

interface Amended {
  readonly record: BaseRecord;
  readonly before: Row;
}

async function amendedRecords(context: ServiceContext, db: Kysely<Tables>, thing: AnyThing, rows: readonly ImportedRow[]): Promise<Amended[]> {
  if (!rows.length) return [];
  const columns = allColumns(thing.register.fields as Fields);
  const found = (await db
    .selectFrom(thing.table)
    .select(columns.map(({ column, property }) => sql.ref(column).as(property)) as never)
    .where('id', '=', sql`any(${rows.map(({ matchId }) => matchId)}::uuid[])` as never)
    .forUpdate()
    .execute()) as Row[];
  const byId = new Map(found.map((row) => [row.id as string, row]));
  return rows.flatMap((row) => {
    const before = byId.get(row.matchId!);
    if (!before) return [];
    const record = Object.assign(new thing.class(), before, stored(thing.register.fields, row.becomes, context.database.secrets)) as BaseRecord;
    Object.assign(record, { version: Number(before.version) + 1, updatedAt: new Date() });
    Object.assign(record, thing.derive?.(record));
    return [{ record, before }];
  });
}

const valueOf = (value: unknown, type: string) => (type === 'jsonb' && value !== null && value !== undefined ? JSON.stringify(value) : (value ?? null));

async function insertRecords(db: Kysely<Tables>, thing: AnyThing, records: readonly BaseRecord[]): Promise<void> {
  const columns = allColumns(thing.register.fields as Fields);
  for (let start = 0; start < records.length; start += BATCH) {
    const rows = records
      .slice(start, start + BATCH)
      .map((record) => Object.fromEntries(columns.map(({ column, property, type }) => [column, valueOf((record as unknown as Row)[property], type)])));
    await db.insertInto(thing.table).values(rows).execute();
  }
}

async function updateRecords(db: Kysely<Tables>, thing: AnyThing, records: readonly BaseRecord[]): Promise<void> {
  const columns = allColumns(thing.register.fields as Fields).filter(({ column }) => !column.startsWith('created_'));
  const set = sql.join(columns.filter(({ column }) => column !== 'id').map(({ column }) => sql`${sql.ref(column)} = new.${sql.ref(column)}`));
  const shape = sql.join(columns.map(({ column, type }) => sql`${sql.ref(column)} ${sql.raw(type.replace(/ collate.*/, ''))}`));
  for (let start = 0; start < records.length; start += BATCH) {
    const rows = records.slice(start, start + BATCH).map((record) => Object.fromEntries(columns.map(({ column, property }) => [column, (record as unknown as Row)[property] ?? null])));
    await sql`update ${sql.table(thing.table)} as kept set ${set} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (${shape}) where kept.id = new.id`.execute(db);
  }
}
