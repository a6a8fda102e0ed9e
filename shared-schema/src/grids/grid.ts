import { area, decimal, geometry, integer, text } from '../fields';
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
    leaderName: text({ zh: '网格长', en: 'Grid leader', doc: 'Name of the grid leader; the full staffing comes with patrols.', max: 40, search: true, column: true }),
    households: integer({ zh: '户数', en: 'Households', doc: 'Households living in the grid.', min: 0, max: 100000, unit: { zh: '户', en: 'households' }, sort: true, column: true }),
    areaKm2: decimal({ zh: '面积', en: 'Area size', doc: 'Size of the polygon in km², computed from it.', derived: true, unit: { zh: 'km²', en: 'km²' }, sort: true, column: true }),
    boundary: geometry({ zh: '边界', en: 'Boundary', doc: 'Polygon of the grid in CGCS2000 degrees.', headings: ['geometry'] }),
  },
});
