import { choice, date, text } from '../fields';
import { describeRegister } from '../register';
import { ofPremises } from './of-premises';

/** What a licence permits. */
export const licenceKinds = {
  CHEMICALS: { zh: '危险化学品经营许可', en: 'Hazardous chemicals trade' },
  SAFETY: { zh: '安全生产许可', en: 'Safety production' },
  FIREWORKS: { zh: '烟花爆竹零售许可', en: 'Fireworks retail' },
  FIRE: { zh: '消防安全检查合格', en: 'Fire safety inspection' },
  GAS: { zh: '燃气经营许可', en: 'Gas trade' },
  OIL: { zh: '成品油零售许可', en: 'Oil retail' },
  FOOD: { zh: '食品经营许可', en: 'Food trade' },
  OTHER: { zh: '其他', en: 'Other' },
} as const;

/** Licences of premises with their validity. */
export const licenceRegister = describeRegister({
  service: 'enterprises',
  type: 'Licence',
  noun: 'licence',
  one: 'licence',
  many: 'licences',
  label: { zh: '许可证照', en: 'Licences' },
  counted: { zh: '件', en: 'licences' },
  doc: 'A licence of a premises with its validity.',
  title: 'number',
  matchOn: ['number'],
  can: ['create', 'amend', 'end', 'import', 'export'],
  fields: {
    number: text({ zh: '证照编号', en: 'Number', doc: 'Number on the licence.', required: true, max: 80, search: true, sort: true, column: true, headings: ['编号', '许可证号'] }),
    kind: choice({
      zh: '证照种类', en: 'Kind', doc: 'What it permits.', required: true, filter: true, group: true, column: true,
      options: licenceKinds,
    }),
    ...ofPremises,
    validFrom: date({ zh: '有效期起', en: 'Valid from', doc: 'First day of validity.', filter: true, sort: true, column: true }),
    validUntil: date({ zh: '有效期止', en: 'Valid until', doc: 'Last day of validity; open when absent.', filter: true, sort: true, column: true }),
    issuer: text({ zh: '发证机关', en: 'Issuer', doc: 'Who issued it.', max: 100, column: true }),
  },
});
