import { DomainError } from './domain-error';

/**
 * What PostgreSQL answers to a value that it can not hold: 22021 and 22P05 a sign of no text, 22P02 a text of another type,
 * 22003 a number out of range, 22007 and 22008 a date that is none.
 */
const CODES = new Set(['22021', '22P02', '22P05', '22003', '22007', '22008']);

/** The last net under the checks by field: a value that the database refuses is the caller's to correct, not a bug. */
export function refusedValue(error: unknown): DomainError | undefined {
  const { code, cause } = Object(error) as { code?: unknown; cause?: unknown };
  if (!CODES.has(String(code))) return cause ? refusedValue(cause) : undefined;
  return new DomainError('INVALID_INPUT', {
    zh: '有一处内容无法保存或查找：含有看不见的控制字符，或数值、日期超出范围；请改正后再试',
    en: 'A value can not be stored or searched for: it holds an invisible control character, or a number or date out of range; correct it and try again',
  });
}
