import { date, reference, text } from '../fields';
import { describeRegister } from '../register';
import { ofPremises } from './of-premises';

/** Which body supervises a premises, from when to when. */
export const supervisionRegister = describeRegister({
  service: 'enterprises',
  type: 'Supervision',
  noun: 'supervision',
  one: 'supervision',
  many: 'supervisions',
  label: { zh: '监管责任单位', en: 'Supervising bodies' },
  counted: { zh: '条', en: 'records' },
  doc: 'A body that supervises a premises; kinds and tags marked so have exactly one.',
  title: 'ground',
  can: ['create', 'amend', 'end', 'export'],
  endFields: { until: date({ zh: '监管至', en: 'Until', doc: 'Last day of supervision.', required: true }) },
  fields: {
    ground: text({ zh: '监管依据', en: 'Ground', doc: 'The document or rule by which it supervises.', required: true, max: 200, search: true, sort: true, column: true }),
    ...ofPremises,
    unitId: reference({ zh: '监管单位', en: 'Unit', doc: 'The supervising body, by the directory of units.', to: 'UnitName', required: true, filter: true, column: true }),
    since: date({ zh: '监管自', en: 'Since', doc: 'First day of supervision.', required: true, filter: true, sort: true, column: true }),
    until: date({ zh: '监管至', en: 'Until', doc: 'Last day; absent while it lasts.', derived: true, filter: true, sort: true, column: true }),
  },
});
