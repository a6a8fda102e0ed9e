import { expect, it } from 'vitest';
import { isId, uuidv7 } from './id';

it('makes ids that differ and sort in the order in which they were made', () => {
  const ids = Array.from({ length: 5000 }, uuidv7);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  expect(ids.every(isId)).toBe(true);
  expect(ids.every((id) => /^.{14}7.{4}[89ab]/.test(id))).toBe(true);
  const [first, second] = [ids[0]!, uuidv7()];
  expect(Math.abs(Number.parseInt(second.replaceAll('-', '').slice(0, 12), 16) - Date.now())).toBeLessThan(1000);
  expect(first.slice(-12)).not.toBe(second.slice(-12));
});
