import { text } from '@moduan/schema';
import { transferRequestRegister } from '@moduan/schema/enterprises/transfer-request';
import type { RegisterScreen } from '@moduan/ui';

const reason = text({ zh: '理由', en: 'Reason', doc: 'Why it is taken back.', max: 300, multiline: true });

/** What our town asks of others. */
export const transferRequestScreen: RegisterScreen = {
  register: transferRequestRegister,
  views: [
    { key: 'open', label: { zh: '待答复', en: 'Open' }, icon: 'clock', matches: { state: { anyOf: ['REQUESTED'] } } },
    { key: 'answered', label: { zh: '已答复', en: 'Answered' }, icon: 'check', matches: { state: { anyOf: ['ACCEPTED', 'REFUSED'] } } },
  ],
  actions: [{ action: 'WITHDRAW', mutation: 'withdrawTransferRequest', label: { zh: '撤回', en: 'Withdraw' }, icon: 'back', fields: { reason } }],
};
