import { byArea, recordOf, thing } from '@moduan/kernel';
import { appointmentRegister } from '@moduan/schema/offices/appointment';
import { namesDeputy } from '../deputy/deputy.policy';
import { handOver } from '../hand-over/hand-over';
import { mattersOf, OpenMatterType } from '../hand-over/open-matter';
import { amendsAppointment, endsAppointment, isOwn } from './appointment.policy';
import { prepareAppointments } from './prepare-appointments';

export class Appointment extends recordOf(appointmentRegister) {}

export const appointments = thing(Appointment, appointmentRegister, {
  scope: byArea('area_code', { lines: 'any' }),
  policy: { amend: amendsAppointment, end: endsAppointment, nameDeputy: namesDeputy },
  actions: ['nameDeputy'],
  prepare: prepareAppointments,
  ending: handOver,
  computed: {
    openMatters: { type: () => [OpenMatterType], description: 'What is open in the name of the holder through this post: ending it takes a successor.', resolve: ({ id }, context) => mattersOf(context, id) },
  },
  verify: (appointment, actor) => {
    const { startsOn, endsOn } = appointment;
    return [
      ...(isOwn(actor, appointment) ? [{ path: 'personId', message: { zh: '不能给自己任职，请由另一位管理员办理', en: 'You can not appoint yourself; another administrator has to do it' } }] : []),
      ...(endsOn !== null && endsOn < startsOn ? [{ path: 'endsOn', message: { zh: '任期至应不早于任职日期', en: 'The end can not be before the beginning' } }] : []),
    ];
  },
});
