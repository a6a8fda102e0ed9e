import { area, choice, text } from '../fields';
import { describeRegister } from '../register';
import { premisesKinds } from './premises-options';
import { transferStates } from './transfer-states';

/** Asked by a town: premises registered elsewhere in the city are to be handed over. It tells nothing of whose they are. */
export const transferRequestRegister = describeRegister({
  service: 'enterprises',
  type: 'TransferRequest',
  noun: 'transfer-request',
  one: 'transferRequest',
  many: 'transferRequests',
  label: { zh: '移交申请', en: 'Transfer requests' },
  counted: { zh: '件', en: 'requests' },
  doc: 'A request to be handed premises that are registered elsewhere in the city; who asks learns only how it was answered.',
  title: 'creditCode',
  can: ['create', 'export'],
  fields: {
    creditCode: text({ zh: '统一社会信用代码', en: 'Credit code', doc: 'Code under which the premises are registered elsewhere.', required: true, max: 18, check: 'creditCode', filter: true, search: true, sort: true, column: true }),
    kind: choice({ zh: '类别', en: 'Kind', doc: 'What kind of place is asked for.', required: true, filter: true, group: true, column: true, options: premisesKinds }),
    areaCode: area({ zh: '申请移入', en: 'Asked for by', doc: 'Town, village or grid of who asks, in which the premises stand once it is accepted.', required: true, atLeast: 9, filter: true, group: true, column: true }),
    reason: text({ zh: '申请理由', en: 'Reason', doc: 'Why it should be handed over.', required: true, max: 500, multiline: true, search: true, column: true }),
    state: choice({ zh: '状态', en: 'State', doc: 'How it was answered.', derived: true, filter: true, group: true, column: true, options: transferStates }),
    answer: text({ zh: '答复', en: 'Answer', doc: 'Why it was refused, or what was said when it was accepted.', derived: true, max: 500, column: true }),
  },
});
