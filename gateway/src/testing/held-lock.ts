import { Client } from 'pg';
import { expect, onTestFinished, vi } from 'vitest';

export interface HeldLock {
  /** Until so many statements of a service wait for a lock, or more: those that the test has sent are all under way. */
  untilWaiting(count: number, service: string): Promise<void>;
  /** Until no statement of a service is under way: none waits, and none runs. */
  untilIdle(service: string): Promise<void>;
  /** Lets them go on; what the holder itself did is undone. */
  release(): Promise<void>;
  /** Lets them go on with what the holder did. */
  commit(): Promise<void>;
}

/** A transaction that holds what a statement locks, as long as the test wants: races are staged with it, not with time. */
export async function holdLock(url: string, statement: string, values: readonly unknown[]): Promise<HeldLock> {
  const holder = new Client({ connectionString: url });
  const watcher = new Client({ connectionString: url });
  await Promise.all([holder.connect(), watcher.connect()]);
  await holder.query('begin');
  await holder.query(statement, [...values]);
  const under = async (service: string, what: string) => {
    const { rows } = await watcher.query(`select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = $1 and ${what}`, [`moduan ${service}`]);
    return (rows[0] as { count: number }).count;
  };
  let held = true;
  const end = async (how: 'rollback' | 'commit') => {
    if (!held) return;
    held = false;
    await holder.query(how);
    await Promise.all([holder.end(), watcher.end()]);
  };
  // A test that fails while it holds the lock must not fail the ones after it.
  onTestFinished(() => end('rollback'));
  const often = { interval: 20, timeout: 10_000 };
  return {
    untilWaiting: (count, service) => vi.waitFor(async () => expect(await under(service, "wait_event_type = 'Lock'")).toBeGreaterThanOrEqual(count), often),
    untilIdle: (service) => vi.waitFor(async () => expect(await under(service, "state <> 'idle'")).toBe(0), often),
    release: () => end('rollback'),
    commit: () => end('commit'),
  };
}

/** Rows of the database as they are, seen by its owner. */
export async function rowsOf(url: string, statement: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  try {
    const { rows } = await owner.query(statement, [...values]);
    return rows as Record<string, unknown>[];
  } finally {
    await owner.end();
  }
}
