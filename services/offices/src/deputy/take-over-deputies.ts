import { changesOf, draft, type Row, type ServiceContext, type Work } from '@moduan/kernel';
import { deputies, type Deputy } from './deputy.entity';
import { deputyFaults } from './prepare-deputies';

/** A successor stands in where somebody else did, by the rules by which deputies are named; where they can not, the standing in has ended with its holder. */
export async function takeOverDeputies({ db, note }: Pick<Work, 'db' | 'note'>, context: ServiceContext, stood: readonly Row[], successorId: string): Promise<void> {
  for (const { appointment_id, starts_on, ends_on, reason } of stood) {
    const record = draft(deputies, context, { appointmentId: appointment_id, personId: successorId, startsOn: starts_on, endsOn: ends_on, reason } as Row) as Deputy;
    if ((await deputyFaults(db, record, context)).length) continue;
    const { id, version, createdAt, createdBy, createdByName, updatedAt, principalId, areaCode } = record;
    const author = { id, version, created_at: createdAt, created_by: createdBy, created_by_name: createdByName, updated_at: updatedAt };
    await db.insertInto('deputy').values({ ...author, appointment_id, principal_id: principalId, person_id: successorId, area_code: areaCode, starts_on, ends_on, reason } as Row).execute();
    note({ action: 'deputy.create', isNew: true, placed: { areaCode }, recordId: id, changes: changesOf({}, { personId: successorId }) });
  }
}
