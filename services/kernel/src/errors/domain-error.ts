import type { Label } from '@moduan/schema';

/** The closed list of what can be wrong; the client switches on it, never on the text. */
export type ErrorCode =
  | 'INVALID_INPUT'
  | 'NOT_FOUND'
  | 'FORBIDDEN'
  | 'ILLEGAL_TRANSITION'
  | 'CONFLICT'
  | 'UNAUTHENTICATED'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE';

export interface FieldFault {
  readonly path: string;
  readonly message: Label;
}

/** An error meant for the person: what happened and what to do, in both languages. Anything else is a bug. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly label: Label,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(label.en);
    this.name = 'DomainError';
  }
}

/** The details of an error in one language: the words beside each field among them. */
export function detailsIn({ details }: DomainError, language: keyof Label): Readonly<Record<string, unknown>> {
  const { fields } = details as { fields?: readonly FieldFault[] };
  return fields ? { ...details, fields: fields.map(({ path, message }) => ({ path, message: message[language] })) } : details;
}

export const notFound = (what: Label) =>
  new DomainError('NOT_FOUND', {
    zh: `没有找到这条${what.zh}记录，或不在您的辖区`,
    en: `No such record in ${what.en}, or it is outside your area`,
  });

export const forbidden = (action: string) =>
  new DomainError(
    'FORBIDDEN',
    { zh: '您的岗位不能办理这一项，请联系本单位负责人', en: 'Your post may not do this; ask the head of your unit' },
    { action },
  );

export const unauthenticated = () =>
  new DomainError('UNAUTHENTICATED', { zh: '请先登录', en: 'Sign in first' });

/** A part of the product does not answer, or not in time: nothing is wrong with what was asked. */
export const unavailable = (service: string) =>
  new DomainError('UNAVAILABLE', { zh: '这一部分暂时没有响应，其余照常；请稍后再试', en: 'This part does not answer at the moment, the rest goes on; try again shortly' }, { service });

export const tooLate = () =>
  new DomainError('UNAVAILABLE', { zh: '查询超时已停止，请缩小范围再试', en: 'Stopped because it took too long; narrow the question and try again' }, { reason: 'TIME' });

/** What a bug looks like from outside: nothing but the number under which it stands in the log. */
export const internalError: Label = { zh: '系统内部出错，请把请求编号告诉信息中心', en: 'Internal error; give the request id to the information centre' };

/** Names every field at fault, so that the form can say it beside each. */
export const invalidInput = (fields: readonly FieldFault[]) =>
  new DomainError('INVALID_INPUT', { zh: '有几处填写不对，请改正后再保存', en: 'Some fields need correcting' }, { fields });
