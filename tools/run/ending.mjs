// Ctrl-C and its kin: the first ends in order, the second at once.
import { readFileSync } from 'node:fs';

const LOOK_MS = 500;
const REPEATED_MS = 500; // a terminal and npm both pass the same Ctrl-C on

/** @param {(options: { now: boolean }) => Promise<void>} stop */
export function endOnSignal(stop, say = (line) => process.stdout.write(`${line}\n`)) {
  let first;
  const hear = async () => {
    const heard = Date.now();
    if (first !== undefined && heard - first < REPEATED_MS) return;
    const now = first !== undefined;
    first ??= heard;
    say(now ? '\n立即停止 stopping at once' : '\n正在停止 stopping …');
    await stop({ now }).catch((error) => process.stderr.write(`${error.stack}\n`));
    if (!now) say('✓ 已停止 stopped');
    process.exit(now ? 130 : 0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, hear);
  whenAbandoned(hear);
}

const parentOf = (pid) => {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined; // no /proc here, or no such process any more
  }
};

/** npm that is killed leaves its shell and this run behind; nobody could stop them by Ctrl-C any more. */
function whenAbandoned(hear) {
  if (!process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const watching = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(watching);
    void hear();
  }, LOOK_MS);
  watching.unref();
}
