// Which process is alive, and which one is ours: a number alone may belong to somebody else after a restart.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The command line of a living process, arguments separated by spaces; undefined when there is none. */
export function commandOf(pid) {
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return stdout?.trim() || undefined;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Sends the signals one after the other, each with its time, until the process is gone. */
export async function endProcess(pid, isOurs, signals) {
  for (const [signal, patience] of signals) {
    try {
      process.kill(pid, signal);
    } catch {
      return isOurs(pid) === false;
    }
    for (const until = Date.now() + patience; Date.now() < until; await pause(25)) if (!isOurs(pid)) return true;
  }
  return !isOurs(pid);
}
