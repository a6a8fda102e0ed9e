import { area, boolean, choice, date, integer, reference, text } from '../fields';
import { describeRegister } from '../register';

/** Posts of a grid: one leader, one safety information officer, two cadres. */
export const gridPosts = {
  LEADER: { zh: '网格长', en: 'Grid leader' },
  SAFETY_OFFICER: { zh: '安全信息员', en: 'Safety information officer' },
  CADRE: { zh: '机关干部', en: 'Cadre' },
} as const;

/** How many a grid has of each post when it is fully staffed. */
export const gridStaffing: Readonly<Record<keyof typeof gridPosts, number>> = { LEADER: 1, SAFETY_OFFICER: 1, CADRE: 2 };

/** Who looks after which grid, in which post. */
export const gridStaffRegister = describeRegister({
  service: 'grids',
  type: 'GridStaff',
  noun: 'grid-staff',
  one: 'gridStaff',
  many: 'gridStaffList',
  label: { zh: '网格人员', en: 'Grid staff' },
  counted: { zh: '人次', en: 'postings' },
  doc: 'A person of the offices in a post of a grid: leader, safety information officer or cadre.',
  title: 'personName',
  order: { field: 'areaCode', direction: 'ASC' },
  can: ['create', 'amend', 'end', 'import', 'export'],
  fields: {
    areaCode: area({ zh: '网格', en: 'Grid', doc: 'Grid that the person looks after; 15 digits.', required: true, fixed: true, atLeast: 15, filter: true, sort: true, group: true, column: true, headings: ['网格代码', '网格编号', '所属网格'] }),
    post: choice({ zh: '网格岗位', en: 'Post', doc: 'Post in the grid: one leader, one safety information officer, two cadres.', required: true, filter: true, group: true, column: true, options: gridPosts, headings: ['岗位', '职务'] }),
    personId: reference({ zh: '人员', en: 'Person', doc: 'The person, by the register of people; in a file the name or the staff number.', to: 'Person', required: true, fixed: true, filter: true, headings: ['姓名', '工号', '网格人员'] }),
    personName: text({ zh: '姓名', en: 'Name', doc: 'Name of the person.', derived: true, max: 40, search: true, sort: true, column: true }),
    since: date({ zh: '任职起', en: 'Since', doc: 'From when the person looks after the grid.', filter: true, sort: true, column: true, headings: ['起'] }),
    grids: integer({ zh: '负责网格数', en: 'Grids in all', doc: 'How many grids the person looks after in all.', derived: true, unit: { zh: '个', en: 'grids' }, filter: true, sort: true, column: true }),
    hasLeft: boolean({ zh: '已离岗', en: 'Has left', doc: 'Whether the person has ended in the register of people: the post counts as open until it is filled anew.', derived: true, filter: true, column: true }),
  },
});
