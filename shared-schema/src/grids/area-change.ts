import { area, choice, date, text } from '../fields';
import { describeRegister } from '../register';

/** What became of every code when areas were merged or moved. */
export const areaChangeRegister = describeRegister({
  service: 'grids',
  type: 'AreaChange',
  noun: 'area-change',
  one: 'areaChange',
  many: 'areaChanges',
  label: { zh: '区划调整', en: 'Changes of areas' },
  counted: { zh: '条', en: 'changes' },
  doc: 'A code that went with a re-organisation, and the one that stands for it since.',
  title: 'fromName',
  order: { field: 'effectiveOn', direction: 'DESC' },
  can: ['export'],
  fields: {
    fromName: text({ zh: '原名称', en: 'Former name', doc: 'Name of the area that went.', derived: true, max: 60, search: true, column: true }),
    fromCode: area({ zh: '原代码', en: 'Former code', doc: 'Code that went.', derived: true, filter: true, sort: true, column: true }),
    toName: text({ zh: '现名称', en: 'Present name', doc: 'Name of the area that stands for it since.', derived: true, max: 60, search: true, column: true }),
    toCode: area({ zh: '现代码', en: 'Present code', doc: 'Code that stands for it since.', derived: true, filter: true, sort: true, column: true }),
    level: choice({
      zh: '级别', en: 'Level', doc: 'Level of the area.', derived: true, filter: true, group: true, column: true,
      options: { TOWN: { zh: '乡镇', en: 'Town' }, VILLAGE: { zh: '村（社区、园区）', en: 'Village' }, GRID: { zh: '网格', en: 'Grid' } },
    }),
    kind: choice({
      zh: '方式', en: 'Kind', doc: 'Whether it went into an area that was there, or goes on under another code.', derived: true, filter: true, group: true, column: true,
      options: { MERGED: { zh: '并入', en: 'Merged' }, RECODED: { zh: '改用新代码', en: 'Recoded' } },
    }),
    effectiveOn: date({ zh: '生效日期', en: 'Effective on', doc: 'First day of the present code.', derived: true, filter: true, sort: true, column: true }),
    document: text({ zh: '批准文号', en: 'Document', doc: 'Number of the document that decided it.', derived: true, max: 100, search: true, column: true }),
    reason: text({ zh: '说明', en: 'Reason', doc: 'What was decided, in a sentence.', derived: true, max: 300, search: true }),
  },
});
