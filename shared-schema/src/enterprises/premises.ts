import { area, choice, choices, date, decimal, integer, reference, secret, text } from '../fields';
import { linesOfWork } from '../lines';
import { describeRegister } from '../register';
import { industrySectionOptions } from './industry-options';
import { premisesKinds, premisesTags } from './premises-options';

const place = { zh: '位置', en: 'Place' };
const trade = { zh: '行业与规模', en: 'Trade and size' };
const supervision = { zh: '监管', en: 'Supervision' };
const later = { zh: '去向', en: 'What became of it' };
const people = { zh: '人员', en: 'People' };

/** Premises: every place where business is done, in exactly one grid when placed. */
export const premisesRegister = describeRegister({
  service: 'enterprises',
  type: 'Premises',
  noun: 'premises',
  one: 'premises',
  many: 'premisesList',
  label: { zh: '企业与商铺', en: 'Premises' },
  counted: { zh: '家', en: 'premises' },
  doc: 'A place where business is done: an enterprise site, shop, workshop, building site, self-built house or station.',
  title: 'name',
  asOf: true,
  can: ['create', 'amend', 'end', 'import', 'export'],
  fields: {
    name: text({ zh: '名称', en: 'Name', doc: 'Name of the premises as on its door.', required: true, max: 200, search: true, sort: true, column: true, headings: ['场所名称', '商铺名称', '门店名称', '企业名称', '单位名称', '市场主体名称', '商户名称'] }),
    operatorName: text({ zh: '经营主体', en: 'Operator', doc: 'Name of who runs it; the name of the premises when absent.', max: 200, search: true, headings: ['企业名称', '单位名称', '市场主体名称'] }),
    creditCode: text({ zh: '统一社会信用代码', en: 'Credit code', doc: 'Code of its operator (GB 32100); absent for small shops.', max: 18, check: 'creditCode', filter: true, search: true, sort: true, column: true, headings: ['信用代码', '社会信用代码', '统一信用代码'] }),
    operatorId: reference({ zh: '主体档案', en: 'Operator record', doc: 'The operator, found or made by the code.', to: 'Operator', derived: true, filter: true }),
    kind: choice({ zh: '类别', en: 'Kind', doc: 'What kind of place it is.', required: true, filter: true, group: true, column: true, options: premisesKinds, headings: ['场所类别', '场所类型'] }),
    areaCode: area({ section: place, zh: '所在区域', en: 'Area', doc: 'Town, village or grid; the area of who entered it until it is placed.', required: true, fixed: true, filter: true, sort: true, group: true, column: true, headings: ['所属网格', '网格', '所在网格', '区划代码'] }),
    address: text({ section: place, zh: '地址', en: 'Address', doc: 'Address as registered or as found.', max: 300, search: true, column: true, headings: ['注册地址', '经营地址', '详细地址', '住所', '经营场所'] }),
    placed: choice({
      section: place, zh: '落位', en: 'Placed', doc: 'How far its place is known; an active premises without a grid stands in the unassigned list.', derived: true, filter: true, group: true, column: true,
      options: {
        CITY: { zh: '未定镇', en: 'No town yet' },
        TOWN: { zh: '定到镇', en: 'Town known' },
        VILLAGE: { zh: '定到村', en: 'Village known' },
        GRID: { zh: '已入网格', en: 'In a grid' },
      },
    }),
    oldPlaceName: text({ section: place, zh: '地址旧地名', en: 'Old name in address', doc: 'Township named by the address that is none today; premises that share it are placed together.', derived: true, filter: true, group: true, max: 20 }),
    longitude: decimal({ section: place, zh: '经度', en: 'Longitude', doc: 'Degrees in CGCS2000.', min: 73, max: 136, filter: true, headings: ['东经'] }),
    latitude: decimal({ section: place, zh: '纬度', en: 'Latitude', doc: 'Degrees in CGCS2000.', min: 3, max: 54, filter: true, headings: ['北纬'] }),
    industryCode: text({ section: trade, zh: '行业代码', en: 'Industry code', doc: 'GB/T 4754-2017, 2 to 4 digits with or without the section letter.', max: 5, check: 'industryCode', headings: ['行业', '国民经济行业'] }),
    industrySection: choice({ section: trade, zh: '行业门类', en: 'Industry section', doc: 'Section A–T that the code belongs to.', derived: true, filter: true, group: true, column: true, options: industrySectionOptions }),
    industryDivision: text({ section: trade, zh: '行业大类', en: 'Industry division', doc: 'Two digits of GB/T 4754-2017.', derived: true, filter: true, group: true }),
    lineOfWork: choice({ section: supervision, zh: '监管条线', en: 'Line of work', doc: 'The line of the industry department in charge.', filter: true, group: true, options: linesOfWork, headings: ['条线', '行业部门'] }),
    sizeClass: choice({
      section: trade, zh: '规模', en: 'Size', doc: 'Size class of the statistics.', filter: true, group: true, column: true, headings: ['企业规模'],
      options: { LARGE: { zh: '大型', en: 'Large' }, MEDIUM: { zh: '中型', en: 'Medium' }, SMALL: { zh: '小型', en: 'Small' }, MICRO: { zh: '微型', en: 'Micro' } },
    }),
    employees: integer({ section: trade, zh: '从业人数', en: 'Employees', doc: 'People at work there.', min: 0, max: 1_000_000, unit: { zh: '人', en: 'people' }, filter: true, sort: true, headings: ['员工人数', '职工人数'] }),
    tags: choices({ section: trade, zh: '标签', en: 'Tags', doc: 'Marks by which campaigns and checklists find it; they overlap.', filter: true, options: premisesTags }),
    status: choice({
      zh: '经营状态', en: 'Status', doc: 'Whether business goes on; closed premises leave the active denominator.', filter: true, group: true, column: true, headings: ['状态', '经营情况'],
      options: {
        IN_OPERATION: { zh: '在营', en: 'In operation' },
        STOPPED: { zh: '停业', en: 'Stopped' },
        PROCEDURES_PENDING: { zh: '手续办理中', en: 'Procedures pending' },
        SUSPENDED: { zh: '停产停业整顿', en: 'Suspended' },
        CLOSED: { zh: '关闭', en: 'Closed' },
      },
    }),
    stars: integer({ section: supervision, zh: '监管星级', en: 'Stars', doc: '1 to 5 for enterprises; more stars mean more supervision, never a better firm.', derived: true, min: 1, max: 5, unit: { zh: '星', en: 'stars' }, filter: true, sort: true, group: true, column: true }),
    supervisor: choice({
      section: supervision, zh: '监管主体', en: 'Supervisor', doc: 'Follows from the stars: three and more the emergency office, below and ungraded the village.', derived: true, filter: true, group: true, column: true,
      options: { OFFICE: { zh: '应急办', en: 'Emergency office' }, VILLAGE: { zh: '村（居）', en: 'Village committee' } },
    }),
    insuredUntil: date({ section: supervision, zh: '安责险至', en: 'Insured until', doc: 'Last day of cover of its liability insurance; absent without one.', derived: true, filter: true, sort: true }),
    soleSupervision: choice({
      section: supervision, zh: '唯一监管', en: 'Sole supervision', doc: 'Of premises that must have exactly one supervising body: how many they have; absent for all others.', derived: true, filter: true, group: true,
      options: { NONE: { zh: '没有监管单位', en: 'None' }, ONE: { zh: '一个监管单位', en: 'One' }, SEVERAL: { zh: '多个监管单位', en: 'Several' } },
    }),
    mergedIntoId: reference({ section: later, zh: '已并入', en: 'Merged into', doc: 'The record that this one turned out to be a duplicate of; its licences moved there.', to: 'Premises', derived: true, filter: true }),
    successorId: reference({ section: later, zh: '承接者', en: 'Successor', doc: 'The premises that carries on what several did; nothing is taken over.', to: 'Premises', derived: true, filter: true }),
    succeededOn: date({ section: later, zh: '承接日期', en: 'Succeeded on', doc: 'Day from which the successor carries on.', derived: true, filter: true }),
    responsiblePerson: text({ section: people, zh: '主要负责人', en: 'Responsible person', doc: 'Main responsible person for safety.', max: 60, search: true, headings: ['负责人'] }),
    responsiblePhone: secret({ section: people, zh: '负责人手机', en: 'Mobile', doc: 'Mobile number of the responsible person.', check: 'mobile', headings: ['联系电话', '手机', '电话'] }),
    safetyOfficer: text({ section: people, zh: '安全员', en: 'Safety officer', doc: 'Name of its own safety officer.', max: 60, search: true }),
  },
});
