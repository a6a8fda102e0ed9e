/** A process of the product: says on one line when it is ready, and ends in good order when it is told to. */
export async function runProcess(start: () => Promise<{ readonly close: () => Promise<void> } & Record<string, unknown>>): Promise<void> {
  const { close, ...said } = await start().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  });
  process.stdout.write(`${JSON.stringify({ ready: true, ...said })}\n`);
  let stopping = false;
  /** Answers what is under way, then goes; a second signal does not wait. */
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
