import { byArea, recordOf, thing } from '@moduan/kernel';
import { appointmentRegister } from '@moduan/schema/offices/appointment';
import { amendsAppointment, isOwn } from './appointment.policy';

export class Appointment extends recordOf(appointmentRegister) {}

export const appointments = thing(Appointment, appointmentRegister, {
  scope: byArea('area_code', { lines: 'any' }),
  policy: { amend: amendsAppointment },
  verify: (appointment, actor) => {
    const { startsOn, endsOn } = appointment;
    return [
      ...(isOwn(actor, appointment) ? [{ path: 'personId', message: { zh: '不能给自己任职，请由另一位管理员办理', en: 'You can not appoint yourself; another administrator has to do it' } }] : []),
      ...(endsOn !== null && endsOn < startsOn ? [{ path: 'endsOn', message: { zh: '任期至应不早于任职日期', en: 'The end can not be before the beginning' } }] : []),
    ];
  },
});
