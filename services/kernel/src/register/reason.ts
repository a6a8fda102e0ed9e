import { checkField } from '@moduan/schema/checks';
import { invalidInput, type FieldFault } from '../errors/domain-error';

const field = { kind: 'text', zh: '原因', en: 'The reason', doc: '', max: 500, multiline: true } as const;

/** What is wrong with the reason of an action: it stands in the history for good, and is judged like any text of a record. */
export function reasonFault(reason: string | null | undefined, required: boolean): FieldFault | undefined {
  const message = checkField({ ...field, required }, reason);
  return message && { path: 'reason', message };
}

export function requireReason(reason: string): string {
  const fault = reasonFault(reason, true);
  if (fault) throw invalidInput([fault]);
  return reason.trim();
}
