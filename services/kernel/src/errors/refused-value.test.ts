import { expect, it } from 'vitest';
import { refusedValue } from './refused-value';

it.each(['22021', '22P02', '22P05', '22003', '22007', '22008'])('takes what PostgreSQL refuses with %s for a mistake of the caller, wrapped or not', (code) => {
  const refused = Object.assign(new Error('invalid byte sequence'), { code });
  for (const error of [refused, new Error('while saving', { cause: refused })]) {
    expect(refusedValue(error)).toMatchObject({ code: 'INVALID_INPUT', label: { zh: expect.not.stringContaining('byte'), en: expect.not.stringContaining('byte') } });
  }
});

it.each([new Error('no code'), Object.assign(new Error('no such table'), { code: '42P01' }), undefined, 'text'])('leaves a bug a bug: %s', (error) => {
  expect(refusedValue(error)).toBeUndefined();
});
