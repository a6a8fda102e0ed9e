import { date, decimal, integer, text } from '../fields';
import { describeRegister } from '../register';
import { ofPremises } from './of-premises';

/** Work safety liability insurance (安责险) of premises, with what its insurer has done to prevent accidents. */
export const insuranceRegister = describeRegister({
  service: 'enterprises',
  type: 'Insurance',
  noun: 'insurance',
  one: 'insurance',
  many: 'insurances',
  label: { zh: '安责险', en: 'Insurance' },
  counted: { zh: '份', en: 'policies' },
  doc: 'A policy of work safety liability insurance of a premises.',
  title: 'policyNumber',
  order: { field: 'validUntil', direction: 'ASC' },
  matchOn: ['policyNumber'],
  can: ['create', 'amend', 'end', 'import', 'export'],
  fields: {
    policyNumber: text({ zh: '保单号', en: 'Policy number', doc: 'Number of the policy.', required: true, max: 60, search: true, sort: true, column: true, headings: ['保险单号', '保单编号'] }),
    ...ofPremises,
    insurer: text({ zh: '承保公司', en: 'Insurer', doc: 'Who insures.', required: true, max: 100, search: true, filter: true, group: true, column: true, headings: ['保险公司'] }),
    validFrom: date({ zh: '保险起期', en: 'Insured from', doc: 'First day of cover.', required: true, filter: true, sort: true, column: true }),
    validUntil: date({ zh: '保险止期', en: 'Insured until', doc: 'Last day of cover.', required: true, filter: true, sort: true, column: true }),
    coverFen: decimal({ zh: '保额', en: 'Cover', doc: 'Sum insured, in whole fen.', min: 0, max: 1_000_000_000_000, unit: { zh: '分', en: 'fen' }, filter: true, sort: true }),
    servicesDone: integer({ zh: '事故预防服务', en: 'Prevention services', doc: 'How often the insurer has served to prevent accidents under this policy.', min: 0, max: 1000, unit: { zh: '次', en: 'times' }, filter: true, sort: true, column: true }),
    lastServiceOn: date({ zh: '最近服务日期', en: 'Last service on', doc: 'Day of the latest of these services.', filter: true, sort: true }),
  },
});
