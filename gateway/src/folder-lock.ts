import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Longer than any work that is done alone: whoever holds it for so long has ended on another machine, or while it took it. */
const STALE_MS = 30_000;
const WAIT_MS = 60_000;
const PAUSE_MS = 20;

/** Work in a folder that no other process does at the same time: others wait for their turn. Of one that has ended its place is taken. */
export function aloneIn<T>(folder: string, work: () => T): T {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'keys.lock');
  const own = `${hostname()} ${process.pid} ${randomUUID()}`;
  take(file, own);
  try {
    return work();
  } finally {
    if (textOf(file) === own) rmSync(file, { force: true });
  }
}

function take(file: string, own: string): void {
  for (const until = Date.now() + WAIT_MS; !isMade(file, own); ) {
    if (Date.now() > until) throw new Error(`${file} is held by another process: end it, or delete the file when there is none 密钥目录被另一进程占用`);
    const holder = textOf(file);
    if (holder !== undefined && hasEnded(file, holder)) takeOver(file, holder, own);
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  }
}

function isMade(file: string, own: string): boolean {
  try {
    writeFileSync(file, own, { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** One at a time takes what was left behind, and looks again before: never what somebody else has taken meanwhile. */
function takeOver(file: string, holder: string, own: string): void {
  const turn = `${file}.turn`;
  if (!isMade(turn, own)) {
    if (ageOf(turn) > STALE_MS) rmSync(turn, { force: true });
    return;
  }
  if (textOf(file) === holder) rmSync(file, { force: true });
  rmSync(turn, { force: true });
}

function hasEnded(file: string, holder: string): boolean {
  const [host, pid] = holder.split(' ');
  return ageOf(file) > STALE_MS || (host === hostname() && !isRunning(Number(pid)));
}

/** A process that bears the own number is one that ended before this one began. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

const ageOf = (file: string): number => Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
