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

type Said = ReadonlyMap<string, { readonly value: unknown; readonly from: string }>;

/** What all rows say of one operator, field by field: one says its capital, another whom it is represented by. */
function byOperator(given: readonly OperatorValues[]): Map<string, Said> {
  const said = new Map<string, Map<string, { value: unknown; from: string }>>();
  for (const { id, values, from } of given) {
    const its = said.get(id) ?? new Map<string, { value: unknown; from: string }>();
    for (const [field, value] of Object.entries(values)) if (its.get(field)?.value !== value) its.set(field, { value, from });
    said.set(id, its);
  }
  return said;
}

/** Sets what a ledger says of operators, set by set, with an audit entry for each that changes; absent values stay, and who changes nothing stays as it is. */
export async function amendOperators(context: ServiceContext, db: Kysely<Tables>, given: readonly OperatorValues[]): Promise<void> {
  const said = byOperator(given);
  if (!said.size) return;
  const before = (await db
    .selectFrom('operator')
    .select(['id', ...names.map((name) => sql.ref(columnOf(name)).as(name))] as never)
    .where('id', '=', sql`any(${[...said.keys()]}::uuid[])` as never)
    .forUpdate()
    .execute()) as Row[];
  const entries = before.map((row) => entryOf(row, said.get(row.id as string)!)).filter(({ changes }) => changes.length > 0);
  await updateOperators(db, entries.map(({ recordId }) => ({ id: recordId, ...Object.fromEntries(names.map((name) => [columnOf(name), said.get(recordId)!.get(name)?.value ?? null])) })));
  await writeAudit(db, context, entries);
}

/** Its reason names the rows that change something. */
function entryOf(row: Row, its: Said) {
  const changes = changesOf(row, Object.fromEntries([...its].map(([field, { value }]) => [field, value])));
  const reason = [...new Set(changes.map(({ field }) => its.get(field)!.from))].join('；');
  return { action: 'operator.amend', permission: 'premises.import', recordId: row.id as string, reason, changes };
}

async function updateOperators(db: Kysely<Tables>, rows: readonly Row[]): Promise<void> {
  const set = sql.join([...names.map((name) => sql`${sql.ref(columnOf(name))} = coalesce(new.${sql.ref(columnOf(name))}, kept.${sql.ref(columnOf(name))})`), sql`version = kept.version + 1`, sql`updated_at = now()`]);
  const shape = sql.join([sql`id uuid`, ...names.map((name) => sql`${sql.ref(columnOf(name))} ${sql.raw(columns[name])}`)]);
  for (let start = 0; start < rows.length; start += 500)
    await sql`update operator as kept set ${set} from jsonb_to_recordset(${JSON.stringify(rows.slice(start, start + 500))}::jsonb) as new (${shape}) where kept.id = new.id`.execute(db);
}
