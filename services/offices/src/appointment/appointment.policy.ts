import { mayInArea, type Placed, type Rule } from '@moduan/kernel';

interface Appointed extends Placed {
  readonly personId: string;
}

const mayAmend = mayInArea('appointment.amend');

/** Nobody decides what posts they hold themselves: an administrator takes no business decisions by that way either. */
export const isOwn: Rule<Appointed> = (actor, { personId }) => personId === actor.personId;

const mayEnd = mayInArea('appointment.end');

export const endsAppointment: Rule<Appointed> = (actor, appointment) => mayEnd(actor, appointment) && !isOwn(actor, appointment);

export const amendsAppointment: Rule<Appointed> = (actor, appointment) => mayAmend(actor, appointment) && !isOwn(actor, appointment);
