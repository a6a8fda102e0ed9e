import { columnOf, changesOf, writeAudit, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';

export interface OperatorValues {
  readonly id: string;
  readonly values: Row;
  /** File and line that say so. */
  readonly from: string;
}

const columns = { enterpriseType: 'text', legalRepresentative: 'text', registeredOn: 'date', registeredCapital: 'text', businessScope: 'text' } as const;
const names = Object.keys(columns) as (keyof typeof columns)[];

/** Sets what a ledger says of operators, set by set, with an audit entry for each that changes; absent values stay. */
export async function amendOperators(context: ServiceContext, db: Kysely<Tables>, given: readonly OperatorValues[]): Promise<void> {
  const byId = new Map(given.map((each) => [each.id, each]));
  if (!byId.size) return;
  const before = (await db
    .selectFrom('operator')
    .select(['id', ...names.map((name) => sql.ref(columnOf(name)).as(name))] as never)
    .where('id', '=', sql`any(${[...byId.keys()]}::uuid[])` as never)
    .forUpdate()
    .execute()) as Row[];
  const set = sql.join([...names.map((name) => sql`${sql.ref(columnOf(name))} = coalesce(new.${sql.ref(columnOf(name))}, kept.${sql.ref(columnOf(name))})`), sql`version = kept.version + 1`, sql`updated_at = now()`]);
  const shape = sql.join([sql`id uuid`, ...names.map((name) => sql`${sql.ref(columnOf(name))} ${sql.raw(columns[name])}`)]);
  const rows = [...byId.values()].map(({ id, values }) => ({ id, ...Object.fromEntries(names.map((name) => [columnOf(name), values[name] ?? null])) }));
  for (let start = 0; start < rows.length; start += 500)
    await sql`update operator as kept set ${set} from jsonb_to_recordset(${JSON.stringify(rows.slice(start, start + 500))}::jsonb) as new (${shape}) where kept.id = new.id`.execute(db);
  const entries = before.map((row) => {
    const { values, from } = byId.get(row.id as string)!;
    return { action: 'operator.amend', permission: 'premises.import', recordId: row.id as string, reason: from, changes: changesOf(pick(row, values), values) };
  });
  await writeAudit(db, context, entries.filter(({ changes }) => changes.length > 0));
}

const pick = (row: Row, values: Row): Row => Object.fromEntries(Object.keys(values).map((name) => [name, row[name]]));
