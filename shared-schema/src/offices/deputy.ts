import { area, date, reference, text } from '../fields';
import { describeRegister } from '../register';

/** Deputies: who holds whose post for some days, in the name of the one whose post it is. */
export const deputyRegister = describeRegister({
  service: 'offices',
  type: 'Deputy',
  noun: 'deputy',
  one: 'deputy',
  many: 'deputies',
  label: { zh: '代理', en: 'Deputies' },
  counted: { zh: '项', en: 'deputies' },
  doc: 'A person who holds the post of another for some days; acts are recorded as "A for B". A deputy passes nothing on.',
  title: 'reason',
  order: { field: 'startsOn', direction: 'DESC' },
  can: ['create', 'end', 'export'],
  fields: {
    appointmentId: reference({ zh: '被代理的任职', en: 'Appointment', doc: 'The post that is held for its holder.', to: 'Appointment', required: true, fixed: true, filter: true }),
    principalId: reference({ zh: '被代理人', en: 'Principal', doc: 'Whose post it is.', to: 'Person', derived: true, filter: true, column: true }),
    personId: reference({ zh: '代理人', en: 'Deputy', doc: 'Who acts for the principal; never the principal.', to: 'Person', required: true, fixed: true, filter: true, column: true }),
    areaCode: area({ zh: '管辖范围', en: 'Area', doc: 'Area of the appointment.', derived: true, filter: true, group: true, column: true }),
    startsOn: date({ zh: '代理自', en: 'From', doc: 'First day; it begins at midnight.', required: true, fixed: true, filter: true, sort: true, column: true }),
    endsOn: date({ zh: '代理至', en: 'To', doc: 'Last day, included.', required: true, fixed: true, filter: true, sort: true, column: true }),
    reason: text({ zh: '事由', en: 'Reason', doc: 'Why, as leave or training.', required: true, fixed: true, max: 200, search: true, column: true }),
  },
});
