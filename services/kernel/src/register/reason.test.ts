import { expect, it } from 'vitest';
import { reasonFault } from './reason';

it('takes a reason of up to 500 letters, on several lines', () => {
  expect(reasonFault('搬迁\n至新址', true)).toBeUndefined();
  expect(reasonFault('字'.repeat(500), true)).toBeUndefined();
});

it.each([['longer', '字'.repeat(501)], ['with a sign that nobody sees', '搬\u0000迁'], ['with half a letter', '搬\ud800']])('refuses one that is %s', (_how, reason) => {
  for (const required of [true, false]) expect(reasonFault(reason, required)).toMatchObject({ path: 'reason' });
});

it('may be left out only where none is asked for', () => {
  for (const none of [' ', '', null, undefined]) expect([reasonFault(none, true)?.path, reasonFault(none, false)]).toEqual(['reason', undefined]);
});
