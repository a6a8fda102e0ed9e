import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RefusalTally, type Attempt } from './refusal-tally';

type Log = (error: unknown, requestId: string) => void;
type Write = (attempts: readonly Attempt[]) => Promise<void>;
const attempt: Attempt = { created_by: 'a', created_by_name: 'A', area_code: '430681', operation: 'Mutation.endUnit', code: 'FORBIDDEN', record_id: null, address: '127.0.0.1', request_id: 'r', times: 1 };
beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-11-22T12:00:30Z') }));
afterEach(() => void vi.useRealTimers());

it('writes what it has counted when the minute is over, once', async () => {
  const write = vi.fn<Write>(async () => undefined);
  const log = vi.fn<Log>();
  const tally = new RefusalTally(write, log);
  expect(tally.take(Array.from({ length: 70 }, () => attempt))).toHaveLength(60);
  await vi.advanceTimersByTimeAsync(29_000);
  expect(write).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(write.mock.calls).toEqual([[[{ ...attempt, times: 10 }]]]);
  await vi.advanceTimersByTimeAsync(120_000);
  await tally.end();
  expect(write).toHaveBeenCalledTimes(1);
  expect(log).not.toHaveBeenCalled();
});

it('counts on when it can not be written, and the log says so', async () => {
  const told: (readonly Attempt[])[] = [];
  const write = vi.fn<Write>(async (attempts) => void told.push(attempts)).mockRejectedValueOnce(new Error('no database'));
  const log = vi.fn<Log>();
  const tally = new RefusalTally(write, log);
  tally.take(Array.from({ length: 62 }, () => attempt));
  await vi.advanceTimersByTimeAsync(30_000);
  tally.take(Array.from({ length: 61 }, () => attempt));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual([[{ ...attempt, times: 3 }]]);
  expect(log.mock.calls).toEqual([[expect.objectContaining({ message: '2 refused attempts beyond sixty a minute could not be written: counted on', cause: new Error('no database') }), 'r']]);
});

it('leaves to the log how many are lost when it can not be written at the end', async () => {
  const log = vi.fn<Log>();
  const tally = new RefusalTally(async () => Promise.reject(new Error('no database')), log);
  tally.take(Array.from({ length: 65 }, () => attempt));
  await tally.end();
  expect(log.mock.calls).toEqual([[expect.objectContaining({ message: '5 refused attempts beyond sixty a minute could not be written: lost with the end of the service' }), 'r']]);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(log).toHaveBeenCalledTimes(1);
});
