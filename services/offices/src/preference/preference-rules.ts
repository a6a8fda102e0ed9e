import type { FieldFault } from '@moduan/kernel';

/** One choice, and when it was made; null takes it back. */
export interface GivenPreference {
  readonly key: string;
  readonly value: unknown;
  readonly at: string;
}

/** What the portal keeps for a person. Drafts are not in it: they stay in the browser they were typed in. */
const KEY = /^(look|tabs|(columns|views):[A-Z][A-Za-z]{0,59})$/;
const MOST_BYTES_OF_ONE = 16 * 1024;

const MESSAGES = {
  key: { zh: '不是可以保存的个人设置', en: 'This is no preference that is kept' },
  value: { zh: '一项个人设置不能超过 16 kB，也不能有控制字符', en: 'A preference has 16 kB at most, and no control characters' },
  at: { zh: '不是时间', en: 'This is no moment' },
};

/** What is wrong with a preference; nothing when it may be kept. */
export function preferenceFault({ key, value, at }: GivenPreference, index: number): FieldFault | undefined {
  const text = JSON.stringify(value ?? null);
  if (!KEY.test(key)) return { path: `preferences.${index}.key`, message: MESSAGES.key };
  if (Buffer.byteLength(text) > MOST_BYTES_OF_ONE || text.includes('\\u0000')) return { path: `preferences.${index}.value`, message: MESSAGES.value };
  return Number.isNaN(Date.parse(at)) ? { path: `preferences.${index}.at`, message: MESSAGES.at } : undefined;
}
