import { choice, text } from '../fields';
import { describeRegister } from '../register';
import { ofPremises } from './of-premises';

/** Risk points of premises by colour, with measures and who answers for them (双重预防). */
export const riskPointRegister = describeRegister({
  service: 'enterprises',
  type: 'RiskPoint',
  noun: 'risk-point',
  one: 'riskPoint',
  many: 'riskPoints',
  label: { zh: '风险点', en: 'Risk points' },
  counted: { zh: '处', en: 'risk points' },
  doc: 'A place or process of a premises that is risky, graded by colour.',
  title: 'place',
  can: ['create', 'amend', 'end', 'import', 'export'],
  fields: {
    place: text({ zh: '风险部位', en: 'Place', doc: 'The place or process that is risky.', required: true, max: 100, search: true, sort: true, column: true, headings: ['风险点', '部位'] }),
    ...ofPremises,
    colour: choice({
      zh: '风险等级', en: 'Grade', doc: 'Red is the gravest, then orange, yellow and blue.', required: true, filter: true, group: true, column: true, headings: ['等级', '风险颜色'],
      options: { RED: { zh: '红（重大）', en: 'Red' }, ORANGE: { zh: '橙（较大）', en: 'Orange' }, YELLOW: { zh: '黄（一般）', en: 'Yellow' }, BLUE: { zh: '蓝（低）', en: 'Blue' } },
    }),
    measures: text({ zh: '管控措施', en: 'Measures', doc: 'How the risk is kept under control.', required: true, max: 2000, multiline: true, search: true }),
    post: text({ zh: '责任岗位', en: 'Post', doc: 'The post that answers for it.', max: 60, search: true, column: true }),
    person: text({ zh: '责任人', en: 'Person', doc: 'Who holds that post.', max: 60, search: true, column: true }),
  },
});
