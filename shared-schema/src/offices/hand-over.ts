import { area, date, reference, text } from '../fields';
import { describeRegister } from '../register';

/** Hand-overs: what was open when an appointment ended, and who took it on; written by ending the appointment. */
export const handOverRegister = describeRegister({
  service: 'offices',
  type: 'HandOver',
  noun: 'hand-over',
  one: 'handOver',
  many: 'handOvers',
  label: { zh: '交接', en: 'Hand-overs' },
  counted: { zh: '次', en: 'hand-overs' },
  doc: 'What was open in the name of a person when an appointment ended, and the successor who took it on. Written in the transaction that ends the appointment.',
  title: 'matters',
  can: ['export'],
  fields: {
    matters: text({ zh: '交接事项', en: 'Matters', doc: 'What was handed over, with counts.', derived: true, max: 600, search: true, column: true }),
    appointmentId: reference({ zh: '原任职', en: 'Appointment', doc: 'The appointment that ended.', to: 'Appointment', derived: true, filter: true }),
    fromPersonId: reference({ zh: '移交人', en: 'From', doc: 'Who held the appointment.', to: 'Person', derived: true, filter: true, column: true }),
    toPersonId: reference({ zh: '接收人', en: 'To', doc: 'The successor.', to: 'Person', derived: true, filter: true, column: true }),
    areaCode: area({ zh: '管辖范围', en: 'Area', doc: 'Area of the appointment.', derived: true, filter: true, group: true, column: true }),
    handedOverOn: date({ zh: '交接日期', en: 'On', doc: 'The day.', derived: true, filter: true, sort: true, column: true }),
    note: text({ zh: '说明', en: 'Note', doc: 'Why the appointment ended.', derived: true, max: 500 }),
  },
});
