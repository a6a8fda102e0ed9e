import { text, type Field, type Fields, type Register } from '@moduan/schema';
import { formatDay } from '../words/numbers';
import type { RecordRow, RegisterScreen, ScreenAction } from '../register/screen';
import { may } from '../session/session';
import { dictionary, say } from '../words/language';

const w = dictionary({
  ended: ['已于 {day} 终止：{reason}', 'Ended on {day}: {reason}'],
  noPermission: ['您的岗位没有“{action}”的权限', 'Your post does not include “{action}”'],
  notNow: ['这条记录现在不能办，或不在您的辖区', 'Not possible for this record now, or it is outside your area'],
});

const reason = text({ zh: '原因', en: 'Reason', doc: 'Why, kept in the history.', required: true, max: 200, multiline: true });
const amend: ScreenAction = { action: 'AMEND', mutation: '', label: { zh: '修改', en: 'Amend' }, icon: 'edit' };
const end = (register: Register): ScreenAction => ({
  action: 'END',
  mutation: `end${register.type}`,
  label: { zh: '终止', en: 'End' },
  icon: 'end',
  fields: { ...register.endFields, reason },
  danger: true,
  bulk: true,
  consequence: { zh: '终止后不再计入有效的，记录和历史都保留。', en: 'It no longer counts as active; the record and its history are kept.' },
});

/** What can be done with a record of this register, in the order of the panel. */
export const actionsOf = ({ register, actions = [] }: RegisterScreen): readonly ScreenAction[] => [
  ...(register.can.includes('amend') ? [amend] : []),
  ...actions,
  ...(register.can.includes('end') ? [end(register)] : []),
];

export const isAllowed = (action: ScreenAction, row: RecordRow) => (action.byPermission ? !row.endedAt && may(action.permission) : (row.allowedActions?.includes(action.action) ?? false));

/** What an action sends: the record as it was seen, and what was filled in. */
export const actionInput = (action: ScreenAction, row: RecordRow, values: Readonly<Record<string, unknown>>) => (action.byPermission ? { id: row.id, ...values } : { id: row.id, version: row.version, ...values });

/** Why an action is not offered, as far as the portal can tell. */
export const lockedReason = (register: Register, action: ScreenAction, row: RecordRow) => {
  if (row.endedAt) return w('ended', { day: formatDay(row.endedAt), reason: row.endReason ?? '' });
  const permission = action.permission ?? `${register.noun}.${action.action.toLowerCase().replaceAll('_', '-')}`;
  return may(permission) ? w('notNow') : w('noPermission', { action: say(action.label) });
};

/** Fields a person fills in; system fields and, on a change, fixed ones stay out. */
export const enteredFields = (fields: Fields, isNew: boolean): [string, Field][] => Object.entries(fields).filter(([, field]) => !field.derived && (isNew || !field.fixed));

