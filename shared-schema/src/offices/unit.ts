import { area, choice, date, integer, reference, text } from '../fields';
import { describeRegister } from '../register';

/** Org units: committees, offices, squadrons, departments and village committees, with their parent and area. */
export const unitRegister = describeRegister({
  service: 'offices',
  type: 'Unit',
  noun: 'unit',
  one: 'unit',
  many: 'units',
  label: { zh: '机构', en: 'Units' },
  counted: { zh: '个', en: 'units' },
  doc: 'An organisational unit: a committee, its office, an emergency office, a stationed squadron, a department or a village committee.',
  title: 'name',
  order: { field: 'name', direction: 'ASC' },
  matchOn: ['name'],
  can: ['create', 'amend', 'end', 'import', 'export'],
  fields: {
    name: text({
      zh: '机构名称', en: 'Name', doc: 'Full name of the unit, unique among active units.',
      required: true, max: 100, search: true, sort: true, column: true, headings: ['名称', '单位', '单位名称'],
    }),
    kind: choice({
      zh: '类别', en: 'Kind', doc: 'What kind of unit it is.', required: true, filter: true, group: true, column: true,
      options: {
        BUREAU: { zh: '市应急管理局', en: 'City bureau' },
        COMMITTEE_OFFICE: { zh: '安委办', en: 'Committee office' },
        EMERGENCY_OFFICE: { zh: '乡镇应急办', en: 'Emergency office' },
        COMMAND_DESK: { zh: '集成指挥中心', en: 'Command desk' },
        SQUADRON: { zh: '执法中队', en: 'Enforcement squadron' },
        VILLAGE_COMMITTEE: { zh: '村（居）委会', en: 'Village committee' },
        DEPARTMENT: { zh: '行业部门', en: 'Industry department' },
        PARK_COMMITTEE: { zh: '园区管委会', en: 'Park committee' },
        FLOOD_HEADQUARTERS: { zh: '防指', en: 'Flood headquarters' },
        OTHER: { zh: '其他', en: 'Other' },
      },
    }),
    areaCode: area({
      zh: '辖区', en: 'Area', doc: 'Division code of the area the unit stands for.', required: true, filter: true, sort: true, group: true, column: true,
      headings: ['区划代码', '所在辖区'],
    }),
    stationedCode: area({ zh: '派驻地', en: 'Stationed in', doc: 'Where a unit works that answers to one of a larger area, as a squadron of the city in a town; read there too.', filter: true, group: true, headings: ['派驻乡镇', '派驻区域'] }),
    parentId: reference({ zh: '上级机构', en: 'Parent', doc: 'The unit it answers to.', to: 'Unit', filter: true, column: true, headings: ['上级'] }),
    headcount: integer({
      zh: '编制数', en: 'Headcount', doc: 'Approved posts, in persons.', min: 0, max: 10000, unit: { zh: '人', en: 'persons' }, sort: true, column: true, headings: ['编制'],
    }),
    openedOn: date({ zh: '挂牌日期', en: 'Opened on', doc: 'The day the unit was formally opened.', filter: true, sort: true }),
    phone: text({ zh: '值班电话', en: 'Duty phone', doc: 'Public duty telephone of the unit; not personal data.', max: 30 }),
    address: text({ zh: '地址', en: 'Address', doc: 'Where the unit sits.', max: 200, search: true }),
  },
});
