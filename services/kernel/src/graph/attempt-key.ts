import { checkField } from '@moduan/schema/checks';
import { invalidInput } from '../errors/domain-error';

const field = { kind: 'text', zh: '提交编号', en: 'The idempotency key', doc: '', max: 100 } as const;

/** The idempotency key of a mutation stands in an index: a short text, whatever the operation. */
export function requireSoundKey({ input }: { readonly input?: { readonly clientMutationId?: unknown } }): void {
  const message = checkField(field, input?.clientMutationId);
  if (message) throw invalidInput([{ path: 'clientMutationId', message }]);
}
