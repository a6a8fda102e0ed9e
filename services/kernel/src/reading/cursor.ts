import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import { DomainError } from '../errors/domain-error';

/** Where a page ends: the order it belongs to, the value and the id of its last row. */
export interface Position {
  readonly order: string;
  readonly value: unknown;
  readonly id: string;
}

/** Preparing a key takes longer than signing with it. */
const keys = new Map<string, KeyObject>();
function keyOf(text: string): KeyObject {
  let key = keys.get(text);
  if (!key) keys.set(text, (key = createSecretKey(text, 'base64')));
  return key;
}

const sign = (key: string, owner: string, body: string) =>
  createHmac('sha256', keyOf(key)).update(`${owner}\n${body}`).digest('base64url').slice(0, 22);

/**
 * Cursors are signed, for the person who was given them: a made-up, altered or borrowed one is refused, so that no value
 * is asked for that no page has shown.
 */
export function encodeCursor(key: string, owner: string, position: Position): string {
  const body = Buffer.from(JSON.stringify([position.order, position.value, position.id])).toString('base64url');
  return `${body}.${sign(key, owner, body)}`;
}

export function decodeCursor(key: string, owner: string, cursor: string, order: string): Position {
  const [body = '', signature = ''] = cursor.split('.');
  const expected = Buffer.from(sign(key, owner, body));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw foreign();
  const [its, value, id] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [string, unknown, string];
  if (its !== order) throw foreign();
  return { order, value, id };
}

const foreign = () =>
  new DomainError(
    'INVALID_INPUT',
    { zh: '翻页位置已失效，请从第一页重新查看', en: 'The page position no longer fits; start from the first page' },
    { fields: [{ path: 'after', message: { zh: '不是这个列表的翻页位置', en: 'Not a cursor of this list' } }] },
  );
