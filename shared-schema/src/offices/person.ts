import { area, reference, secret, text } from '../fields';
import { describeRegister } from '../register';

/** People of the offices; what they may do follows from their appointments, not from here. */
export const personRegister = describeRegister({
  service: 'offices',
  type: 'Person',
  noun: 'person',
  one: 'person',
  many: 'people',
  label: { zh: '人员', en: 'People' },
  counted: { zh: '人', en: 'people' },
  doc: 'A person who works in or with an office; what they may do follows from their appointments.',
  title: 'name',
  order: { field: 'name', direction: 'ASC' },
  matchOn: ['idCard', 'staffNumber'],
  can: ['create', 'amend', 'end', 'import', 'export'],
  endFields: {
    successorId: reference({ zh: '接收人', en: 'Successor', doc: 'Who takes on what is open in the person’s name; required while anything is. Their appointments end with them.', to: 'Person' }),
  },
  fields: {
    name: text({ zh: '姓名', en: 'Name', doc: 'Name of the person.', required: true, max: 40, search: true, sort: true, column: true }),
    staffNumber: text({ zh: '工号', en: 'Staff number', doc: 'Number in the unit, unique in the city.', max: 30, search: true, sort: true, column: true, headings: ['编号'] }),
    unitId: reference({ zh: '所在机构', en: 'Unit', doc: 'The unit the person belongs to.', to: 'Unit', required: true, filter: true, column: true, headings: ['机构', '单位', '单位名称'] }),
    areaCode: area({ zh: '辖区', en: 'Area', doc: 'Area of the unit; who reads the record follows from it.', required: true, filter: true, group: true, column: true, headings: ['区划代码'] }),
    phone: secret({ zh: '手机', en: 'Mobile', doc: 'Mobile number of the person.', check: 'mobile', column: true, headings: ['手机号', '联系电话', '电话'] }),
    idCard: secret({ zh: '身份证号', en: 'Identity card', doc: 'Citizen identity number (GB 11643).', check: 'idCard', headings: ['身份证'] }),
    title: text({ zh: '职务职级', en: 'Title', doc: 'Title or rank as written in the personnel file.', max: 60, search: true, column: true, headings: ['职务', '职级'] }),
  },
});
