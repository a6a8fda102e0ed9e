import { area, boolean, choice, choices, date, reference, references } from '../fields';
import { linesOfWork } from '../lines';
import { describeRegister } from '../register';

/** Who holds which post, where and from when: the source of every jurisdiction. */
export const appointmentRegister = describeRegister({
  service: 'offices',
  type: 'Appointment',
  noun: 'appointment',
  one: 'appointment',
  many: 'appointments',
  label: { zh: '任职', en: 'Appointments' },
  counted: { zh: '项', en: 'appointments' },
  doc: 'A person in a role of a unit, for an area and a time; jurisdictions follow from it.',
  title: 'post',
  matchOn: [],
  can: ['create', 'amend', 'end', 'import', 'export'],
  endFields: {
    successorId: reference({ zh: '接收人', en: 'Successor', doc: 'Who takes on what is open in the name of the holder; required while anything is. Holds a post today that reaches the area.', to: 'Person' }),
  },
  fields: {
    post: choice({
      zh: '岗位', en: 'Post', doc: 'The post, as the staffing standard counts it.', required: true, filter: true, group: true, column: true,
      options: {
        DIRECTOR: { zh: '主任', en: 'Director' },
        EXECUTIVE_DEPUTY: { zh: '执行副主任', en: 'Executive deputy' },
        FULL_TIME_DEPUTY: { zh: '专职副主任', en: 'Full-time deputy' },
        SAFETY_SUPERVISOR: { zh: '安全监管员', en: 'Safety supervisor' },
        FIRE_SUPERVISOR: { zh: '消防监管员', en: 'Fire supervisor' },
        DESK_OFFICER: { zh: '指挥中心值班员', en: 'Desk officer' },
        SQUADRON_LEADER: { zh: '中队长', en: 'Squadron leader' },
        OFFICER: { zh: '执法队员', en: 'Officer' },
        VILLAGE_OFFICER: { zh: '村（居）安全员', en: 'Village officer' },
        LEADER: { zh: '分管领导', en: 'Leader in charge' },
        ANALYST: { zh: '分析员', en: 'Analyst' },
        AUDITOR: { zh: '审计人员', en: 'Auditor' },
        ADMINISTRATOR: { zh: '系统管理员', en: 'Administrator' },
        OTHER: { zh: '其他', en: 'Other' },
      },
    }),
    personId: reference({ zh: '人员', en: 'Person', doc: 'Who is appointed.', to: 'Person', required: true, fixed: true, filter: true, column: true, headings: ['姓名'] }),
    unitId: reference({ zh: '任职机构', en: 'Unit', doc: 'The unit the post belongs to.', to: 'Unit', required: true, filter: true, column: true, headings: ['机构', '单位'] }),
    roleId: reference({ zh: '岗位角色', en: 'Role', doc: 'What the holder may do.', to: 'Role', required: true, filter: true, column: true, headings: ['角色'] }),
    areaCode: area({ zh: '管辖范围', en: 'Area', doc: 'Where the holder may do it: everything below this division code.', required: true, filter: true, group: true, column: true, headings: ['辖区', '区划代码'] }),
    lines: choices({ zh: '限于条线', en: 'Lines of work', doc: 'Narrows the area to these lines of work; empty means all.', filter: true, column: true, options: linesOfWork }),
    premisesIds: references({ zh: '限于企业', en: 'Premises', doc: 'Narrows the area to these premises, as for an enterprise’s own safety officer; empty means all.', to: 'Premises', filter: true }),
    startsOn: date({ zh: '任职日期', en: 'From', doc: 'First day of the appointment.', required: true, filter: true, sort: true, column: true }),
    endsOn: date({ zh: '任期至', en: 'To', doc: 'Last day of the appointment; open when absent.', filter: true, sort: true }),
    fullTime: boolean({ zh: '专职', en: 'Full-time', doc: 'Whether the post is full-time.', filter: true }),
    employment: choice({
      zh: '用工性质', en: 'Employment', doc: 'Kind of employment.', filter: true, group: true,
      options: {
        ESTABLISHED: { zh: '正编', en: 'Established' },
        HIRED: { zh: '聘用', en: 'Hired' },
        CLERK: { zh: '文员', en: 'Clerk' },
        SOCIAL: { zh: '社会化用工', en: 'Social' },
      },
    }),
  },
});
