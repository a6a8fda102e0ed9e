import { area, date, secret, text } from '../fields';
import { describeRegister } from '../register';

/** Operators: who runs premises, under a unified social credit code or, for small shops, without one. */
export const operatorRegister = describeRegister({
  service: 'enterprises',
  type: 'Operator',
  noun: 'operator',
  one: 'operator',
  many: 'operators',
  label: { zh: '经营主体', en: 'Operators' },
  counted: { zh: '家', en: 'operators' },
  doc: 'Who runs one or more premises. Readable by whoever reads one of its premises.',
  title: 'name',
  order: { field: 'name', direction: 'ASC' },
  can: ['amend', 'export'],
  fields: {
    name: text({ zh: '企业名称', en: 'Name', doc: 'Registered name.', required: true, max: 200, search: true, sort: true, column: true, headings: ['名称', '单位名称', '商铺名称', '经营者名称', '市场主体名称'] }),
    formerNames: text({ zh: '曾用名', en: 'Former names', doc: 'Earlier registered names, one a line.', max: 600, multiline: true, search: true }),
    creditCode: text({ zh: '统一社会信用代码', en: 'Credit code', doc: 'Unified social credit code (GB 32100), 18 characters with check digit; absent for small shops.', max: 18, check: 'creditCode', filter: true, search: true, sort: true, column: true, headings: ['信用代码', '社会信用代码', '统一信用代码', '注册号'] }),
    enterpriseType: text({ zh: '企业类型', en: 'Type', doc: 'Kind of enterprise as registered, verbatim.', max: 100, column: true, headings: ['类型', '市场主体类型'] }),
    legalRepresentative: text({ zh: '法定代表人', en: 'Legal representative', doc: 'Name of the legal representative.', max: 60, search: true, column: true, headings: ['法人代表', '法人', '法定代表人姓名', '经营者'] }),
    registeredOn: date({ zh: '注册日期', en: 'Registered on', doc: 'Day of registration.', filter: true, sort: true, column: true, headings: ['成立日期', '登记日期'] }),
    registeredCapital: text({ zh: '注册资金', en: 'Registered capital', doc: 'Registered capital as the ledger has it, with its unit, verbatim.', max: 60, headings: ['注册资本'] }),
    businessScope: text({ zh: '经营范围', en: 'Business scope', doc: 'Business scope as registered.', max: 4000, multiline: true, headings: ['经营项目'] }),
    areaCode: area({ zh: '登记地', en: 'Area', doc: 'Area of the first premises entered.', derived: true, filter: true }),
    contactPhone: secret({ zh: '联系手机', en: 'Contact mobile', doc: 'Mobile number of the main responsible person.', check: 'mobile' }),
  },
});
