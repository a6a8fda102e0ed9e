import { authorize, changesOf, type Row, type ServiceContext, type Work } from '@moduan/kernel';
import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import { appointments, type Appointment } from '../appointment/appointment.entity';
import type { Person } from '../person/person.entity';
import { handOver } from './hand-over';

/** Who leaves leaves their posts: each ends in the same transaction, by who may end it, and what is open goes to the successor. */
export async function endPosts(work: Work, { id }: Person, input: Row, context: ServiceContext): Promise<void> {
  const held = (await work.em.find(appointments.class, { personId: id, endedAt: null } as never, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } as never })) as Appointment[];
  const reason = String(input.reason).trim();
  for (const appointment of held) {
    authorize(appointments.policy, context.actor, 'end', appointment);
    await handOver(work, appointment, input, context);
    const ended = { ended_at: new Date(), end_reason: reason, updated_at: new Date(), version: sql<number>`version + 1` };
    await work.db.updateTable('appointment').set(ended).where('id', '=', appointment.id as never).execute();
    work.note({ action: 'appointment.end', recordId: appointment.id, reason, placed: { areaCode: appointment.areaCode }, changes: changesOf({}, { endedAt: ended.ended_at.toISOString(), endReason: reason }) });
  }
}
