import { area, choice, integer, text } from '../fields';
import { describeRegister } from '../register';
import { licenceKinds } from './licence';

/** How many licences of a kind an area may have at once. */
export const licenceCapRegister = describeRegister({
  service: 'enterprises',
  type: 'LicenceCap',
  noun: 'licence-cap',
  one: 'licenceCap',
  many: 'licenceCaps',
  label: { zh: '许可总量', en: 'Licence caps' },
  counted: { zh: '项', en: 'caps' },
  doc: 'How many valid licences of a kind may stand in an area; one more is refused.',
  title: 'ground',
  can: ['create', 'amend', 'end', 'import', 'export'],
  fields: {
    ground: text({ zh: '依据', en: 'Ground', doc: 'The document or plan that sets it.', required: true, max: 200, search: true, sort: true, column: true }),
    kind: choice({ zh: '证照种类', en: 'Kind', doc: 'What is capped.', required: true, fixed: true, filter: true, group: true, column: true, options: licenceKinds }),
    areaCode: area({ zh: '区域', en: 'Area', doc: 'Where it holds: city, town or village.', required: true, fixed: true, filter: true, column: true }),
    most: integer({ zh: '总量', en: 'Cap', doc: 'How many at most.', required: true, min: 0, max: 1_000_000, unit: { zh: '件', en: 'licences' }, sort: true, column: true, headings: ['限额', '控制数'] }),
  },
});
