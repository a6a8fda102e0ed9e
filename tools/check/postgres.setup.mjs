// One PostgreSQL for a whole test run, in a directory of its own; thrown away afterwards, so it need not wait for the disk.
import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbedded, stopEmbedded } from '../database/embedded.mjs';
import { commandOf } from '../database/processes.mjs';
import { temporaryDirectory } from '../database/temporary-directory.mjs';

const PREFIX = 'moduan-test-';

/** @param {{ provide: (key: 'postgresUrl', value: string) => void }} project */
export default async function setup(project) {
  await sweep();
  const directory = temporaryDirectory(`${PREFIX}${process.pid}-`);
  const server = await startEmbedded({ directory, settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } });
  project.provide('postgresUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
}

/** What test runs that were killed have left behind. */
async function sweep() {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(/^moduan-test-(\d+)-/.exec(name)?.[1]);
    if (!pid || commandOf(pid)) continue;
    const directory = path.join(tmpdir(), name);
    await stopEmbedded(directory);
    rmSync(directory, { recursive: true, force: true });
  }
}
