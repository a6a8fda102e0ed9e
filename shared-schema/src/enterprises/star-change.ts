import { area, choice, integer, reference, text } from '../fields';
import { linesOfWork } from '../lines';
import { describeRegister } from '../register';

/** Every grading of a premises: from, to, why and by whom; entered by the grading action, one by one or from a list. */
export const starChangeRegister = describeRegister({
  service: 'enterprises',
  type: 'StarChange',
  noun: 'star',
  one: 'starChange',
  many: 'starChanges',
  label: { zh: '星级变更', en: 'Star changes' },
  counted: { zh: '次', en: 'changes' },
  doc: 'A grading of a premises with its reason; the supervisor follows from it.',
  title: 'reason',
  can: ['import', 'export'],
  fields: {
    premisesId: reference({ zh: '企业与商铺', en: 'Premises', doc: 'What was graded.', to: 'Premises', derived: true, filter: true, column: true, headings: ['企业名称', '单位名称', '名称'] }),
    areaCode: area({ zh: '所在区域', en: 'Area', doc: 'Area of the premises at the time.', derived: true, filter: true, group: true }),
    lineOfWork: choice({ zh: '监管条线', en: 'Line of work', doc: 'Line of the premises at the time.', derived: true, filter: true, options: linesOfWork }),
    starsBefore: integer({ zh: '原星级', en: 'Stars before', doc: 'Stars before; absent when ungraded.', derived: true, unit: { zh: '星', en: 'stars' }, column: true }),
    starsAfter: integer({ zh: '新星级', en: 'Stars after', doc: 'Stars after; absent when the grading was lifted.', derived: true, min: 1, max: 5, unit: { zh: '星', en: 'stars' }, filter: true, group: true, column: true, headings: ['星级', '监管星级', '评定星级'] }),
    supervisorAfter: choice({
      zh: '监管主体', en: 'Supervisor after', doc: 'Who supervises since.', derived: true, group: true, column: true,
      options: { OFFICE: { zh: '应急办', en: 'Emergency office' }, VILLAGE: { zh: '村（居）', en: 'Village committee' } },
    }),
    reason: text({ zh: '理由', en: 'Reason', doc: 'Why it was graded so.', derived: true, max: 300, search: true, column: true, headings: ['评定理由', '评定依据', '原因'] }),
  },
});
