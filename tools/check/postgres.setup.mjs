// One PostgreSQL for a whole test run, in a directory of its own; thrown away afterwards, so it need not wait for the disk.
import { rmSync } from 'node:fs';
import { startEmbedded } from '../database/embedded.mjs';
import { sweepTemporary, temporaryDirectory } from '../database/temporary-directory.mjs';

/** @param {{ provide: (key: 'postgresUrl', value: string) => void }} project */
export default async function setup(project) {
  await sweepTemporary();
  const directory = temporaryDirectory('test');
  const server = await startEmbedded({ directory, settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } });
  project.provide('postgresUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
}
