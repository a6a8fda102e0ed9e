// Ctrl-C and its kin: the first ends in order, the second at once.
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
}
