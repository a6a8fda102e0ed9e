import { area, choice, reference } from '../fields';
import { linesOfWork } from '../lines';

/** What every record that belongs to a premises holds: whose it is, and the place and line of work that it takes from there. */
export const ofPremises = {
  premisesId: reference({ zh: '企业与商铺', en: 'Premises', doc: 'The premises that it belongs to.', to: 'Premises', required: true, fixed: true, filter: true, column: true, headings: ['企业名称', '名称'] }),
  areaCode: area({ zh: '所在区域', en: 'Area', doc: 'Area of its premises; moves with it.', derived: true, filter: true, group: true }),
  lineOfWork: choice({ zh: '监管条线', en: 'Line of work', doc: 'Line of its premises; changes with it.', derived: true, filter: true, group: true, options: linesOfWork }),
};
