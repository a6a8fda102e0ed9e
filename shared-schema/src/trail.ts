import { area, choice, dateTime, integer, text } from './fields';
import { permissionLabels } from './offices/permissions';
import { describeRegister } from './register';

/** What is done is called like the permission for it, where there is one. */
const actionWords = {
  ...permissionLabels,
  'account.set-password': { zh: '重设账号密码', en: 'set the password of an account' },
  'account.change-password': { zh: '本人修改密码', en: 'changed the own password' },
  'account.reset-second-factor': { zh: '重置双因素登录', en: 'reset a second factor' },
  'account.end-sessions': { zh: '结束账号的登录', en: 'ended the sessions of an account' },
  'account.set-up-second-factor': { zh: '开启双因素登录', en: 'set up a second factor' },
  'account.end-second-factor': { zh: '关闭双因素登录', en: 'ended a second factor' },
  'account.renew-recovery-codes': { zh: '更换恢复码', en: 'renewed recovery codes' },
  'account.link-identity': { zh: '关联统一登录', en: 'linked single sign-on' },
  'account.unlink-identity': { zh: '取消统一登录关联', en: 'unlinked single sign-on' },
  'access-token.create': { zh: '新建访问令牌', en: 'made an access token' },
  'premises.end-share': { zh: '结束共享企业', en: 'ended sharing premises' },
} as const;

const capital = (service: string) => service[0]!.toUpperCase() + service.slice(1);

/** Everything that was done in a department: its audit trail as a list. */
export const operationRegister = <const Service extends string>(service: Service) =>
  describeRegister({
    service,
    type: `${capital(service)}Operation`,
    noun: 'operation',
    one: `${service}Operation`,
    many: `${service}Operations`,
    label: { zh: '操作日志', en: 'Operations' },
    counted: { zh: '条', en: 'operations' },
    doc: 'An entry of the audit trail: a change, a look at a full value, an import or an export.',
    title: 'action',
    order: { field: 'at', direction: 'DESC' },
    can: ['export'],
    fields: {
      at: dateTime({ zh: '时间', en: 'At', doc: 'When it was done.', derived: true, filter: true, sort: true, column: true }),
      action: text({ zh: '操作', en: 'Action', doc: 'What was done, as `premises.amend`; a look at a full value ends in `.reveal`.', words: actionWords, derived: true, filter: true, search: true, column: true }),
      actorName: text({ zh: '操作人', en: 'By', doc: 'Who did it.', derived: true, filter: true, search: true, column: true }),
      onBehalfOfName: text({ zh: '代理', en: 'For', doc: 'In whose name a deputy did it.', derived: true, filter: true, column: true }),
      areaCode: area({ zh: '辖区', en: 'Area', doc: 'Where the record stood, else the area of who did it.', derived: true, filter: true, column: true }),
      recordId: text({ zh: '记录编号', en: 'Record', doc: 'Id of the record, or the kind of records that went out.', derived: true, filter: true, search: true, column: true }),
      reason: text({ zh: '原因', en: 'Reason', doc: 'The reason given, or the file it came from.', derived: true, search: true }),
      address: text({ zh: '来源地址', en: 'Address', doc: 'Network address it came from.', derived: true, filter: true, search: true, column: true }),
      requestId: text({ zh: '请求编号', en: 'Request', doc: 'Number of the request, as the log names it.', derived: true, filter: true, search: true }),
    },
  });

/** What people tried and may not do. */
export const refusedAttemptRegister = <const Service extends string>(service: Service) =>
  describeRegister({
    service,
    type: `${capital(service)}RefusedAttempt`,
    noun: 'refused-attempt',
    one: `${service}RefusedAttempt`,
    many: `${service}RefusedAttempts`,
    label: { zh: '被拒操作', en: 'Refused attempts' },
    counted: { zh: '次', en: 'attempts' },
    doc: 'An operation that somebody tried and may not: refused for want of a permission, or because the record is outside of their reach.',
    title: 'operation',
    order: { field: 'at', direction: 'DESC' },
    can: ['export'],
    fields: {
      at: dateTime({ zh: '时间', en: 'At', doc: 'When it was tried.', derived: true, filter: true, sort: true, column: true }),
      operation: text({ zh: '操作', en: 'Operation', doc: 'What was tried, as `Mutation.amendPremises`.', derived: true, filter: true, search: true, column: true }),
      code: choice({
        zh: '理由', en: 'Why', doc: 'Why it was refused.', derived: true, filter: true, group: true, column: true,
        options: { FORBIDDEN: { zh: '没有权限', en: 'No permission' }, NOT_FOUND: { zh: '没有这条记录或不在辖区', en: 'Not there, or outside the area' } },
      }),
      times: integer({ zh: '次数', en: 'Times', doc: 'How often: what one person tries more than sixty times a minute from one address is counted by operation, and kept as one row a minute.', derived: true, filter: true, column: true }),
      recordId: text({ zh: '记录编号', en: 'Record', doc: 'The record that was named; of several the last.', derived: true, filter: true, search: true, column: true }),
      areaCode: area({ zh: '辖区', en: 'Area', doc: 'Area of who tried.', derived: true, filter: true, group: true, column: true }),
      address: text({ zh: '来源地址', en: 'Address', doc: 'Network address it came from.', derived: true, filter: true, search: true, column: true }),
      requestId: text({ zh: '请求编号', en: 'Request', doc: 'Number of the request, as the log names it.', derived: true, filter: true, search: true }),
    },
  });
