import { area, choice, dateTime, reference, text } from '../fields';
import { linesOfWork } from '../lines';
import { describeRegister } from '../register';
import { premisesKinds } from './premises-options';
import { transferStates } from './transfer-states';

/** The other side of a transfer request: what it asks of the town where the premises stand. */
export const transferDemandRegister = describeRegister({
  service: 'enterprises',
  type: 'TransferDemand',
  noun: 'transfer-demand',
  one: 'transferDemand',
  many: 'transferDemands',
  label: { zh: '待我移交', en: 'Transfers asked of us' },
  counted: { zh: '件', en: 'requests' },
  doc: 'What another town asks to be handed over; seen where the premises stand, and answered there or by the bureau.',
  title: 'reason',
  can: ['export'],
  fields: {
    reason: text({ zh: '申请理由', en: 'Reason', doc: 'Why it is asked for.', derived: true, max: 500, search: true, column: true }),
    requestId: reference({ zh: '对应申请', en: 'Request', doc: 'The request of the other town; read there.', to: 'TransferRequest', derived: true, filter: true }),
    premisesId: reference({ zh: '企业与商铺', en: 'Premises', doc: 'What is asked for.', to: 'Premises', derived: true, filter: true, column: true }),
    creditCode: text({ zh: '统一社会信用代码', en: 'Credit code', doc: 'Its code.', derived: true, filter: true, search: true, column: true }),
    kind: choice({ zh: '类别', en: 'Kind', doc: 'What kind of place it is.', derived: true, filter: true, group: true, options: premisesKinds }),
    areaCode: area({ zh: '现所在区域', en: 'Stands in', doc: 'Where the premises stood when it was answered, or stand now.', derived: true, filter: true, group: true, column: true }),
    toCode: area({ zh: '申请移入', en: 'Asked for by', doc: 'Where it would be moved.', derived: true, filter: true, column: true }),
    lineOfWork: choice({ zh: '监管条线', en: 'Line of work', doc: 'Line of the premises.', derived: true, filter: true, options: linesOfWork }),
    state: choice({ zh: '状态', en: 'State', doc: 'How it was answered.', derived: true, filter: true, group: true, column: true, options: transferStates }),
    answer: text({ zh: '答复', en: 'Answer', doc: 'What was said.', derived: true, max: 500, column: true }),
    decidedAt: dateTime({ zh: '答复时间', en: 'Answered at', doc: 'When it was answered.', derived: true, filter: true, sort: true }),
    decidedByName: text({ zh: '答复人', en: 'Answered by', doc: 'Who answered.', derived: true, max: 60 }),
  },
});
