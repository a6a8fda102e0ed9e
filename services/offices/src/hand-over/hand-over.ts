import { dayAt, changesOf, draft, invalidInput, isId, type AuditEntry, type FieldFault, type Row, type ServiceContext, type Work } from '@moduan/kernel';
import { today } from '@moduan/schema/codes';
import { sql } from 'kysely';
import type { Appointment } from '../appointment/appointment.entity';
import { takeOverDeputies } from '../deputy/take-over-deputies';
import { handOvers } from './hand-over.entity';
import { inWords, openMatters } from './open-matters';

const fault = (zh: string, en: string): FieldFault => ({ path: 'successorId', message: { zh, en } });

/**
 * Hands over what is open in the name of who holds an appointment, in the transaction that ends it: without a successor it
 * does not end. Who goes keeps the history; the register of hand-overs says what went to whom.
 */
export async function handOver(work: Work, appointment: Appointment, input: Row, context: ServiceContext): Promise<void> {
  const matters = (await openMatters(work.db, [appointment.id])).get(appointment.id) ?? [];
  const successorId = typeof input.successorId === 'string' && input.successorId ? input.successorId.toLowerCase() : null;
  if (matters.length && !successorId) throw invalidInput([fault(`还有未了事项（${inWords(matters)}），请指定接收人`, `Matters are open (${matters.map(({ kind, count }) => `${kind} ${count}`).join(', ')}); name a successor`)]);
  if (!successorId) return;
  await requireSuccessor(work, context, appointment, successorId);
  await takeOver(work, context, appointment, successorId);
  const values = { matters: inWords(matters) || '无未了事项', appointmentId: appointment.id, fromPersonId: appointment.personId, toPersonId: successorId, areaCode: appointment.areaCode, handedOverOn: today(), note: String(input.reason).trim() };
  work.em.persist(draft(handOvers, context, values));
}

/** A successor works in the city and holds a post today that reaches the whole area of the one that ends; nobody takes a post's affairs over by ending it. */
async function requireSuccessor({ db }: Work, { actor }: ServiceContext, { personId, areaCode, lines }: Appointment, successorId: string): Promise<void> {
  if (successorId === personId) throw invalidInput([fault('接收人不能是移交人本人', 'Nobody hands over to themselves')]);
  if (actor.isConcernedBy(successorId)) throw invalidInput([fault('不能由您自己接收，请由另一位管理员办理或换一个人', 'You can not be the successor yourself; another administrator has to do it, or choose somebody else')]);
  const post = sql.table('appointment');
  const { rows } = !isId(successorId) ? { rows: [] } : await sql<Row>`
    select 1 from ${post} as its join ${sql.table('person')} as person on person.id = its.person_id
    where its.person_id = ${successorId}::uuid and its.ended_at is null and person.ended_at is null
      and its.starts_on <= ${dayAt()} and (its.ends_on is null or its.ends_on >= ${dayAt()})
      and starts_with(${areaCode}, its.area_code) and cardinality(its.premises_ids) = 0
      and (cardinality(its.lines) = 0 or (its.lines @> ${lines}::text[] and cardinality(${lines}::text[]) > 0))`.execute(db);
  if (!rows.length) throw invalidInput([fault('接收人今天没有管得到这个范围的任职，请换一个人或先任职', 'The successor holds no post today that reaches this area; choose somebody else or appoint them first')]);
}

/** Deputies named for the post end with it; where the person stood in for others, the successor does, if they may be named for it. */
async function takeOver({ db, note }: Work, context: ServiceContext, { id, personId }: Appointment, successorId: string): Promise<void> {
  const own = { ended_at: new Date(), end_reason: '任职终止', updated_at: new Date(), version: sql<number>`version + 1` };
  const last = await db.selectFrom('appointment').select('id').where('person_id', '=', personId as never).where('id', '<>', id as never).where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', dayAt() as never)])).executeTakeFirst();
  const ending = db.updateTable('deputy').set(own).where('ended_at', 'is', null).where('ends_on', '>=', dayAt() as never)
    .returning(['id', 'appointment_id', 'area_code', 'reason', sql<string>`greatest(starts_on, ${dayAt()})::text`.as('starts_on'), sql<string>`ends_on::text`.as('ends_on')]);
  const named = (await ending.where('appointment_id', '=', id as never).execute()) as Row[];
  const stood = last ? [] : ((await ending.where('person_id', '=', personId as never).execute()) as Row[]);
  for (const row of [...named, ...stood]) note(endedWith(row, own.end_reason));
  await takeOverDeputies({ db, note }, context, stood, successorId);
}

/** Who may end the appointment ends what hangs on it: it is their act, or that of whom they stand in for. */
const endedWith = ({ id, area_code }: Row, endReason: string): AuditEntry => ({
  action: 'deputy.end', permission: 'appointment.end', placed: { areaCode: area_code as string | null }, recordId: id as string, reason: endReason, changes: changesOf({}, { endReason }),
});
