// A command of the server on its database: the foreign one, the embedded one that runs, or that one started for this.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { addressOfEmbedded, startEmbedded } from '../database/embedded.mjs';
import { dataDirectory } from './product.mjs';
import { giveUp } from './progress.mjs';
import { inRoot, ROOT, TYPESCRIPT } from './workspace.mjs';

async function database() {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, stop: async () => {} };
  const directory = path.join(dataDirectory(), 'postgresql');
  const url = addressOfEmbedded(directory);
  return url ? { url, stop: async () => {} } : startEmbedded({ directory });
}

/** Runs a script of the gateway; its exit code becomes that of the command. */
async function run(script) {
  const { url, stop } = await database();
  const env = { ...process.env, DATABASE_URL: url, MODUAN_DATA: dataDirectory() };
  const child = spawn(process.execPath, [...TYPESCRIPT, inRoot('gateway', 'src', script), ...process.argv.slice(2)], { cwd: ROOT, env, stdio: 'inherit' });
  const code = await new Promise((resolve) => child.on('close', resolve));
  await stop();
  process.exitCode = code;
}

export const runOnDatabase = (script) => run(script).catch(giveUp);
