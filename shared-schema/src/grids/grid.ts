import { area, choice, decimal, geometry, integer, text } from '../fields';
import { describeRegister } from '../register';

/** Grids: the smallest areas, each with its polygon. */
export const gridRegister = describeRegister({
  service: 'grids',
  type: 'Grid',
  noun: 'grid',
  one: 'grid',
  many: 'grids',
  label: { zh: '网格', en: 'Grids' },
  counted: { zh: '个', en: 'grids' },
  doc: 'A grid of a village: the area in which named people look after every premises.',
  title: 'name',
  order: { field: 'areaCode', direction: 'ASC' },
  matchOn: ['areaCode'],
  can: ['create', 'amend', 'end', 'import', 'export'],
  fields: {
    name: text({ zh: '网格名称', en: 'Name', doc: 'Name as spoken in the village, as 新栗 03.', required: true, max: 60, search: true, sort: true, column: true, headings: ['name', '网格'] }),
    areaCode: area({ zh: '网格代码', en: 'Code', doc: 'Code of 15 digits: the village and three digits.', required: true, fixed: true, atLeast: 15, filter: true, sort: true, group: true, column: true, headings: ['code', '编码', '网格编号'] }),
    staffing: choice({
      zh: '配备', en: 'Staffing', doc: 'Whether it has exactly one leader, one safety information officer and two cadres; who has left counts no more.', derived: true, filter: true, group: true, column: true,
      options: { NONE: { zh: '无人', en: 'Nobody' }, SHORT: { zh: '缺员', en: 'Short' }, COMPLETE: { zh: '配齐', en: 'Complete' }, OVER: { zh: '超员', en: 'Over' } },
    }),
    leaderName: text({ zh: '网格长', en: 'Grid leader', doc: 'Name of the grid leader, by the staff of the grid.', derived: true, max: 200, search: true, column: true }),
    leaders: integer({ zh: '网格长数', en: 'Leaders', doc: 'Grid leaders in post; one is due.', derived: true, unit: { zh: '人', en: 'people' }, filter: true }),
    safetyOfficers: integer({ zh: '安全信息员数', en: 'Safety officers', doc: 'Safety information officers in post; one is due.', derived: true, unit: { zh: '人', en: 'people' }, filter: true, column: true }),
    cadres: integer({ zh: '机关干部数', en: 'Cadres', doc: 'Cadres in post; two are due.', derived: true, unit: { zh: '人', en: 'people' }, filter: true, column: true }),
    households: integer({ zh: '户数', en: 'Households', doc: 'Households living in the grid.', min: 0, max: 100000, unit: { zh: '户', en: 'households' }, sort: true, column: true }),
    areaKm2: decimal({ zh: '面积', en: 'Area size', doc: 'Size of the polygon in km², computed from it.', derived: true, unit: { zh: 'km²', en: 'km²' }, sort: true, column: true }),
    boundary: geometry({ zh: '边界', en: 'Boundary', doc: 'Polygon of the grid in CGCS2000 degrees.', headings: ['geometry'] }),
  },
});
