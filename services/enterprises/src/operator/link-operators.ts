import { changesOf, DomainError, mayInArea, uuidv7, valueBefore, writeAudit, type Row, type ServiceContext, type Tables } from '@moduan/kernel';
import { sql, type Kysely } from 'kysely';
import type { Premises } from '../premises/premises.entity';

/**
 * Finds the operator of each premises by its code, or makes it. A code whose active premises all lie outside of the
 * caller's area answers only that: "registered elsewhere in the city".
 */
export async function linkOperators(db: Kysely<Tables>, records: readonly Premises[], context: ServiceContext): Promise<void> {
  const codes = [...new Set(records.map(({ creditCode }) => creditCode).filter((code): code is string => code !== null))];
  const known = codes.length ? await operatorsByCode(db, codes, context) : new Map<string, KnownOperator>();
  const fresh: Row[] = [];
  for (const record of records) {
    const found = record.creditCode ? known.get(record.creditCode) : undefined;
    if (found) {
      takeOperator(record, found);
      // Without the code that led to it, a premises has an operator of its own.
    } else if (!record.operatorId || record.creditCode || valueBefore(record, 'creditCode')) {
      const operator = freshOperator(record, context);
      fresh.push(operator);
      Object.assign(record, { operatorId: operator.id });
      if (record.creditCode) known.set(record.creditCode, { id: operator.id as string, readable: true });
    }
  }
  const lost = await insertOperators(db, context, fresh);
  if (!lost.length) return;
  const theirs = await operatorsByCode(db, lost, context);
  for (const record of records) if (record.creditCode && lost.includes(record.creditCode)) takeOperator(record, theirs.get(record.creditCode)!);
}

function takeOperator(record: Premises, { id, readable }: KnownOperator): void {
  if (!readable) throw registeredElsewhere();
  Object.assign(record, { operatorId: id });
}

/** Gives the codes of those that somebody else entered at the same moment: their operators stand, ours were not made. */
async function insertOperators(db: Kysely<Tables>, context: ServiceContext, operators: readonly Row[]): Promise<string[]> {
  const made = new Set<string>();
  for (let start = 0; start < operators.length; start += 500) {
    const insert = db.insertInto('operator').values(operators.slice(start, start + 500));
    const rows = (await insert.onConflict((on) => on.column('credit_code').where('credit_code', 'is not', null).doNothing()).returning('id').execute()) as Row[];
    for (const { id } of rows) made.add(id as string);
  }
  const entries = operators.filter(({ id }) => made.has(id as string)).map(({ id, name, credit_code, area_code }) => ({ action: 'operator.create', permission: 'premises.create', placed: { areaCode: area_code as string }, recordId: id as string, changes: changesOf({}, { name, creditCode: credit_code, areaCode: area_code }) }));
  await writeAudit(db, context, entries);
  return operators.flatMap(({ id, credit_code }) => (made.has(id as string) ? [] : [credit_code as string]));
}

const mayRead = mayInArea('premises.read');

interface KnownOperator {
  readonly id: string;
  readonly readable: boolean;
}

async function operatorsByCode(db: Kysely<Tables>, codes: readonly string[], context: ServiceContext): Promise<Map<string, KnownOperator>> {
  const rows = (await db
    .selectFrom('operator')
    .leftJoin('premises', (join) => join.onRef('premises.operator_id', '=', 'operator.id').on('premises.ended_at', 'is', null))
    .select(['operator.id', 'operator.credit_code', 'premises.id as premises_id', 'premises.area_code', 'premises.line_of_work'])
    .where('operator.credit_code', '=', sql`any(${codes}::text[])` as never)
    .execute()) as Row[];
  const known = new Map<string, KnownOperator>();
  for (const row of rows) {
    const code = row.credit_code as string;
    const placed = { areaCode: row.area_code as string | null, lineOfWork: row.line_of_work as string | null, premisesId: row.premises_id as string | null };
    const readable = row.premises_id === null || mayRead(context.actor, placed);
    known.set(code, { id: row.id as string, readable: readable || Boolean(known.get(code)?.readable) });
  }
  return known;
}

const freshOperator = (record: Premises, context: ServiceContext): Row => ({
  id: uuidv7(),
  version: 1,
  created_at: new Date(),
  updated_at: new Date(),
  created_by: context.actor.id,
  created_by_name: context.actor.name,
  name: record.operatorName ?? record.name,
  credit_code: record.creditCode,
  area_code: record.areaCode,
});

/** No word of where and by whom: a code can't be used to ask for other towns' records. */
export const registeredElsewhere = () =>
  new DomainError('CONFLICT', {
    zh: '本市其他乡镇已登记，可申请移交',
    en: 'Registered elsewhere in the city; ask for a transfer',
  }, { elsewhere: true });
