import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'undici';
import type { Change, Hear } from '@moduan/kernel/changes/change';

/** A service says at least this often that it is there. */
const SILENCE_MS = 30_000;
const [FIRST_PAUSE, LONGEST_PAUSE] = [500, 10_000];

/** Follows the changes of a service that runs by itself: opened anew when it is lost, and then told that some may have been missed. */
export function followByUrl(pool: Pool, statement: () => Promise<string>, hear: Hear): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  void (async () => {
    let wait = FIRST_PAUSE;
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      const opened = await listen(pool, statement, signal, hear, isFirst).catch(() => false);
      wait = opened ? FIRST_PAUSE : Math.min(wait * 2, LONGEST_PAUSE);
      await pause(wait, undefined, { signal, ref: false }).catch(() => undefined);
    }
  })();
  return () => controller.abort();
}

async function listen(pool: Pool, statement: () => Promise<string>, signal: AbortSignal, hear: Hear, isFirst: boolean): Promise<boolean> {
  const { statusCode, body } = await pool.request({ path: '/changes', method: 'GET', headers: { authorization: `Statement ${await statement()}` }, bodyTimeout: SILENCE_MS, signal });
  if (statusCode !== 200) {
    await body.dump();
    return false;
  }
  body.on('error', () => undefined);
  if (!isFirst) hear(null);
  try {
    for await (const line of createInterface({ input: body })) if (line) hear(JSON.parse(line) as Change | null);
  } catch {
    // Lost: opened anew by who called.
  }
  return true;
}
