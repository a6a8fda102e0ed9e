import { afterEach, expect, it, vi } from 'vitest';
import { identityCardFault, makeIdentityCard, today } from './index';

afterEach(() => void vi.useRealTimers());

it('is the day in China, whose midnight comes eight hours before that of UTC', () => {
  expect(today(new Date('2026-11-22T15:59:59Z'))).toBe('2026-11-22');
  expect(today(new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-23');
});

it('lets somebody born this morning be entered', () => {
  vi.useFakeTimers({ now: new Date('2026-11-22T22:00:00Z') });
  expect(identityCardFault(makeIdentityCard({ division: '430681', birth: '2026-11-23', serial: 1 }))).toBeUndefined();
});
