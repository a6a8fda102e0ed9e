import { expect, it } from 'vitest';
import { changesOf } from './audit';

const MOMENT = '2026-11-22T02:34:07.120Z';

it('a moment is the same however the database writes it', () => {
  expect(changesOf({ expiresAt: '2026-11-22 02:34:07.12+00' }, { expiresAt: new Date(MOMENT) })).toEqual([]);
  expect(changesOf({ expiresAt: '2026-11-22 02:34:07+00' }, { expiresAt: new Date(MOMENT) })).toEqual([{ field: 'expiresAt', from: '2026-11-22T02:34:07.000Z', to: MOMENT }]);
});

it('text that looks like one in other words stays as it was written', () => {
  expect(changesOf({ note: '2026-11-22 02:34' }, { note: '2026-11-22 02:34:07' })).toEqual([{ field: 'note', from: '2026-11-22 02:34', to: '2026-11-22 02:34:07' }]);
});
