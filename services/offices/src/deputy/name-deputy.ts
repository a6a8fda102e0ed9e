import { LockMode } from '@mikro-orm/core';
import { authorize, draft, getForUpdate, invalidInput, isId, readableIds, requireActive, requireValid, unitOfWork, type Row, type ServiceContext, type Work } from '@moduan/kernel';
import { deputyRegister } from '@moduan/schema/offices/deputy';
import { appointments, type Appointment } from '../appointment/appointment.entity';
import { people } from '../person/person.entity';
import { deputies, type Deputy } from './deputy.entity';
import { daysInOrder, prepareDeputies } from './prepare-deputies';

export interface NameDeputyInput {
  /** The appointment. */
  readonly id: string;
  readonly personId: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly reason: string;
  readonly clientMutationId?: string;
}

/** Names who holds a post for some days: the holder for their own, an administrator for one of the area. */
export const nameDeputy = (context: ServiceContext, input: NameDeputyInput): Promise<Appointment> =>
  unitOfWork(context, { action: 'deputy.create', thing: appointments, input, reason: input.reason }, async (work) => {
    const post = await findPost(work, context, input.id.toLowerCase());
    authorize(appointments.policy, context.actor, 'nameDeputy', post);
    requireActive(post);
    const values = { appointmentId: post.id, personId: input.personId, startsOn: input.startsOn, endsOn: input.endsOn, reason: input.reason };
    requireValid(deputyRegister.fields, values, false);
    if (!(await isKnown(work, context, post, values.personId))) throw invalidInput([unknownPerson]);
    const record = draft(deputies, context, { ...values, reason: values.reason.trim() } as Row) as Deputy;
    const faults = daysInOrder(record);
    if (faults.length) throw invalidInput(faults);
    await prepareDeputies(work.db, [record], context);
    work.em.persist(record);
    return post;
  });

/** Holders find their own post, whether they read appointments or not. */
async function findPost(work: Work, context: ServiceContext, id: string): Promise<Appointment> {
  const own = isId(id) && context.actor.isPerson(context.actor.personId) ? await work.em.findOne(appointments.class, { id, personId: context.actor.personId } as never, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
  return (own as Appointment | null) ?? getForUpdate(work, context, appointments, id);
}

const unknownPerson = { path: 'personId', message: { zh: '没有找到这个人，或不在您的辖区', en: 'No such person, or outside your area' } };

/** People whom they read, and their colleagues. */
async function isKnown({ db }: Work, context: ServiceContext, { unitId }: Appointment, personId: string): Promise<boolean> {
  if (!isId(personId)) return false;
  if (context.actor.may('person.read') && (await readableIds(db, context, people, [personId])).size) return true;
  const colleague = db.selectFrom('person').select('id').where('id', '=', personId as never).where('unit_id', '=', unitId as never).where('ended_at', 'is', null);
  return (await colleague.executeTakeFirst()) !== undefined;
}
