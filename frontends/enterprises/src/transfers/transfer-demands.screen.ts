import { text } from '@moduan/schema';
import { transferDemandRegister } from '@moduan/schema/enterprises/transfer-demand';
import type { RegisterScreen } from '@moduan/ui';

const reason = text({ zh: '答复理由', en: 'Reason', doc: 'Told to who asked.', required: true, max: 500, multiline: true });

/** What other towns ask of ours. */
export const transferDemandScreen: RegisterScreen = {
  register: transferDemandRegister,
  views: [
    { key: 'open', label: { zh: '待答复', en: 'Open' }, icon: 'warn', matches: { state: { anyOf: ['REQUESTED'] } } },
    { key: 'answered', label: { zh: '已答复', en: 'Answered' }, icon: 'check', matches: { state: { anyOf: ['ACCEPTED', 'REFUSED'] } } },
  ],
  actions: [
    {
      action: 'ACCEPT', mutation: 'acceptTransferDemand', label: { zh: '同意移交', en: 'Hand over' }, icon: 'check', fields: { reason: { ...reason, required: false } },
      consequence: { zh: '这家企业连同许可、记录和历史一起移到对方区域，您的列表里不再有它，也不能再改。', en: 'The premises moves to the other area with its licences, records and history; it leaves your lists and you change it no more.' },
    },
    { action: 'REFUSE', mutation: 'refuseTransferDemand', label: { zh: '拒绝移交', en: 'Refuse' }, icon: 'close', fields: { reason }, danger: true, consequence: { zh: '理由会告诉申请方；对方看不到是哪个乡镇、谁答复的。', en: 'Who asked is told the reason, not which town or who answered.' } },
  ],
};
