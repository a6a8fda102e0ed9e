// Where things stand in the clone, and how its programs are called.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const inRoot = (...names) => path.join(ROOT, ...names);

/** Runs TypeScript with our decorators, without a build. */
export const TYPESCRIPT = ['--import', '@oxc-node/core/register'];

/** Children see the bundled Node first and never ask, count or stay behind. */
export const quietEnvironment = () => ({
  ...process.env,
  PATH: `${inRoot('node_modules', '.bin')}${path.delimiter}${process.env.PATH}`,
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  NX_INTERACTIVE: 'false',
  NX_TUI: 'false',
});
