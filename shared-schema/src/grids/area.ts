import { area, choice, date, text } from '../fields';
import { describeRegister } from '../register';

/** The tree of divisions: city, towns, villages and parks, with the dates between which a code holds. */
export const areaRegister = describeRegister({
  service: 'grids',
  type: 'Area',
  noun: 'area',
  one: 'area',
  many: 'areas',
  label: { zh: '区划', en: 'Areas' },
  counted: { zh: '个', en: 'areas' },
  doc: 'An area of the city by its division code: 6 digits city, 9 town, 12 village or park, 15 grid.',
  title: 'name',
  order: { field: 'code', direction: 'ASC' },
  matchOn: ['code'],
  can: ['create', 'amend', 'end', 'import', 'export'],
  fields: {
    code: text({ zh: '区划代码', en: 'Code', doc: 'Division code of 6, 9, 12 or 15 digits (GB/T 2260 and statistical codes).', required: true, fixed: true, max: 15, check: 'areaCode', filter: true, search: true, sort: true, column: true, headings: ['code', '代码', '统计用区划代码'] }),
    name: text({ zh: '名称', en: 'Name', doc: 'Name in force.', required: true, max: 60, search: true, sort: true, column: true, headings: ['name', '区划名称'] }),
    level: choice({
      zh: '级别', en: 'Level', doc: 'What the length of the code stands for.', derived: true, filter: true, group: true, column: true, headings: ['level'],
      options: {
        CITY: { zh: '市', en: 'City' },
        TOWN: { zh: '乡镇', en: 'Town' },
        VILLAGE: { zh: '村（社区、园区）', en: 'Village' },
        GRID: { zh: '网格', en: 'Grid' },
      },
    }),
    parentCode: area({ zh: '上级区划', en: 'Parent', doc: 'The area one level up; absent for the city.', derived: true, filter: true, column: true, headings: ['parent', '上级代码'] }),
    path: text({ zh: '全称', en: 'Path', doc: 'Names from the town down, joined by " / ".', derived: true, max: 200, search: true, column: true }),
    validFrom: date({ zh: '启用日期', en: 'Valid from', doc: 'First day on which the code holds.', filter: true, sort: true, column: true }),
    validUntil: date({ zh: '停用日期', en: 'Valid until', doc: 'Last day on which the code holds; open when absent.', filter: true, sort: true, column: true }),
  },
});
