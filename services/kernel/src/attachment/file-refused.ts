import type { Label } from '@moduan/schema';
import { invalidInput, type DomainError } from '../errors/domain-error';

/** A file that is not taken, with the reason in words for who sent it. */
export const fileRefused = (zh: string, en: string): DomainError => invalidInput([{ path: 'file', message: { zh, en } satisfies Label }]);
