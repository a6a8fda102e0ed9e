import 'reflect-metadata';
import { readSettings } from './settings';
import { startServer } from './server';

const running = await startServer(readSettings(process.env)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
process.stdout.write(`${JSON.stringify({ ready: true, url: running.url, firstToken: running.firstToken })}\n`);

let stopping = false;
/** Answers what is under way, then goes; a second signal does not wait. */
const stop = () => {
  if (stopping) process.exit(1);
  stopping = true;
  running.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
