import { authorize, draftOfMany, isId, lockWhole, readable, resolveReferences, selectRecord, writeChanges, type ImportDefinition, type ImportedRow, type ImportSource, type Row, type RowToWrite, type ServiceContext, type Tables } from '@moduan/kernel';
import type { Label } from '@moduan/schema';
import { premisesRegister } from '@moduan/schema/enterprises/premises';
import { starChangeRegister } from '@moduan/schema/enterprises/star-change';
import { sql, type Kysely } from 'kysely';
import { premises, Premises } from '../premises/premises.entity';
import { starChanges } from './star-change.entity';
import { supervisorOf } from './supervisor';

const { premisesId, starsAfter, reason, areaCode, lineOfWork, starsBefore, supervisorAfter } = starChangeRegister.fields;
const fields = { premisesId, creditCode: premisesRegister.fields.creditCode, starsAfter: { ...starsAfter, required: true }, reason: { ...reason, required: true } } as const;

/** A list of gradings: every enterprise by its code or its name, with the stars and the reason. */
export const gradingsImport: ImportDefinition = {
  thing: starChanges,
  fields,
  passedOver: [areaCode, lineOfWork, starsBefore, supervisorAfter].flatMap(({ zh, en }) => [zh, en.toLowerCase()]),
  inParts: true,
  changes: { thing: premises, of: ({ becomes }) => becomes.premisesId as string },
  async plan(context, db, rows, seen) {
    await findByCode(context, db, rows);
    await resolveReferences(context, db, fields, [premises], rows);
    const known = await readGraded(context, db, rows);
    for (const row of rows) planRow(context, row, known, seen);
  },
  write: writeGradings,
};

const fault = (row: ImportedRow, field: string, message: Label) => row.faults.push({ column: null, field, value: String(row.values[field] ?? ''), message });

/** The code is surer than the name: the name only tells apart several premises of one operator. */
async function findByCode(context: ServiceContext, db: Kysely<Tables>, rows: readonly ImportedRow[]): Promise<void> {
  const codes = [...new Set(rows.flatMap(({ values }) => (values.creditCode ? [values.creditCode as string] : [])))];
  if (!codes.length) return;
  const found = (await readable(context, premises, db)
    .select(['id', 'name', 'credit_code'])
    .where('credit_code', '=', sql`any(${codes}::text[])` as never)
    .where('kind' as never, '=', 'ENTERPRISE' as never)
    .where('ended_at' as never, 'is', null as never)
    .execute()) as Row[];
  const byCode = Map.groupBy(found, ({ credit_code }) => credit_code as string);
  for (const row of rows) {
    const { creditCode, premisesId: name } = row.values as Record<string, string | undefined>;
    if (!creditCode) continue;
    const its = byCode.get(creditCode) ?? [];
    const same = its.length > 1 ? its.filter((each) => each.name === name) : its;
    Object.assign(row.values, { premisesId: same[0]?.id });
    if (its.length > 1 && same.length !== 1) fault(row, 'premisesId', { zh: `这个代码有 ${its.length} 处场所，请写明是哪一处的名称`, en: `This code has ${its.length} premises; give the name of the one` });
    if (!its.length) fault(row, 'creditCode', { zh: '没有这个代码的企业，或不在您的辖区', en: 'No enterprise has this code, or it is outside your area' });
  }
}

async function readGraded(context: ServiceContext, db: Kysely<Tables>, rows: readonly ImportedRow[]): Promise<Map<string, Row>> {
  const wanted = [...new Set(rows.flatMap(({ values }) => (values.premisesId ? [values.premisesId as string] : [])))].filter(isId);
  if (!wanted.length) return new Map();
  const found = (await selectRecord(readable(context, premises, db), premises).where('id', '=', sql`any(${wanted}::uuid[])` as never).execute()) as Row[];
  return new Map(found.map((row) => [row.id as string, row]));
}

function planRow(context: ServiceContext, row: ImportedRow, known: ReadonlyMap<string, Row>, seen: Map<string, number>): void {
  const { premisesId: id, starsAfter: stars, reason: why } = row.values as { premisesId?: string; starsAfter?: number; reason?: string };
  const record = id ? known.get(id) : undefined;
  if (!row.values.creditCode && !id && !row.faults.some(({ field }) => field === 'premisesId')) fault(row, 'premisesId', { zh: '请写企业名称或统一社会信用代码', en: 'Give the name of the enterprise or its credit code' });
  if (!record || row.faults.length) return;
  const twin = seen.get(record.id as string);
  if (twin !== undefined) fault(row, 'premisesId', { zh: `与第 ${twin} 行重复`, en: `The same as row ${twin}` });
  seen.set(record.id as string, row.number);
  if (record.kind !== 'ENTERPRISE') fault(row, 'premisesId', { zh: '只有企业评星', en: 'Only enterprises are graded' });
  if (record.endedAt) fault(row, 'premisesId', { zh: '这家企业已终止', en: 'This enterprise has ended' });
  if (!premises.policy.grade!(context.actor, record as never)) row.outcome = 'ELSEWHERE';
  else if (record.stars === stars) row.outcome = 'UNCHANGED';
  row.becomes = { premisesId: record.id, starsAfter: stars, reason: why };
  if (stars !== undefined) proposeSupervisor(row, record, stars);
}

/** The stars move the supervisor by themselves; the person sees it before it happens. */
function proposeSupervisor(row: ImportedRow, record: Row, stars: number): void {
  const value = supervisorOf('ENTERPRISE', stars);
  if (value === record.supervisor) return;
  const label = supervisorAfter.options[value].zh;
  row.proposals.push({ field: 'supervisorAfter', value, label, reason: { zh: '三星及以上由应急办监管，以下由村（居）监管', en: 'The emergency office supervises from three stars on, the village below' }, certainty: 'CERTAIN' });
}

async function writeGradings(context: ServiceContext, db: Kysely<Tables>, rows: readonly RowToWrite[], source: ImportSource): Promise<void> {
  const locked = await lockWhole(context, db, premises, rows.map(({ becomes }) => becomes.premisesId as string));
  const gradings = rows.flatMap(({ number, becomes }) => {
    const before = locked.get(becomes.premisesId as string);
    return before ? [{ before, stars: becomes.starsAfter as number, why: becomes.reason as string, from: `${source.fileName} · ${number}` }] : [];
  });
  const graded = gradings.map(({ before, stars, why }) => {
    const next = { stars, supervisor: supervisorOf(before.kind as string, stars), version: Number(before.version) + 1, updatedAt: new Date() };
    const record = Object.assign(new Premises(), before, next);
    authorize(premises.policy, context.actor, 'grade', record);
    return { record, before, action: 'premises.grade', reason: why };
  });
  const entered = gradings.map(({ before, stars, why, from }) => {
    const values = { premisesId: before.id, areaCode: before.areaCode, lineOfWork: before.lineOfWork, starsBefore: before.stars, starsAfter: stars, supervisorAfter: supervisorOf(before.kind as string, stars), reason: why };
    return { record: draftOfMany(starChanges, context, values), before: null, action: 'star.create', reason: from };
  });
  await writeChanges(context, db, premises, graded);
  await writeChanges(context, db, starChanges, entered);
}
