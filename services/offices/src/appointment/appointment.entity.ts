import { byArea, recordOf, thing } from '@moduan/kernel';
import { appointmentRegister } from '@moduan/schema/offices/appointment';

export class Appointment extends recordOf(appointmentRegister) {}

export const appointments = thing(Appointment, appointmentRegister, {
  scope: byArea('area_code', { lines: 'any' }),
  verify: ({ startsOn, endsOn }) =>
    endsOn !== null && endsOn < startsOn
      ? [{ path: 'endsOn', message: { zh: '任期至应不早于任职日期', en: 'The end can not be before the beginning' } }]
      : [],
});
