import { mayInArea, type Placed, type Rule } from '@moduan/kernel';

interface Appointed extends Placed {
  readonly personId: string;
}

const mayAmend = mayInArea('appointment.amend');

/** Nobody decides what posts they hold themselves: an administrator takes no business decisions by that way either. Of who is no person it can not be known, as of a device. */
export const isOwn: Rule<Appointed> = (actor, { personId }) => actor.isConcernedBy(personId);

const mayEnd = mayInArea('appointment.end');

export const endsAppointment: Rule<Appointed> = (actor, appointment) => mayEnd(actor, appointment) && !isOwn(actor, appointment);

export const amendsAppointment: Rule<Appointed> = (actor, appointment) => mayAmend(actor, appointment) && !isOwn(actor, appointment);
