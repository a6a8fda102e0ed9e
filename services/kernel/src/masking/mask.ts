import type { SecretField } from '@moduan/schema';

/** What of a secret may be seen by everyone who reads the record: enough to recognise it, too little to use it. */
export function mask(check: SecretField['check'], value: string): string {
  if (check === 'mobile') return value.slice(0, 3) + '*'.repeat(Math.max(value.length - 7, 4)) + value.slice(-4);
  if (check === 'idCard') return value.slice(0, 6) + '*'.repeat(Math.max(value.length - 10, 8)) + value.slice(-4);
  return '*'.repeat(Math.max(value.length - 4, 4)) + value.slice(-4);
}
