// npm run copies: compares the copies between domains with their originals, beside a running product or alone.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { addressOfEmbedded, startEmbedded } from '../database/embedded.mjs';
import { dataDirectory } from './product.mjs';
import { giveUp } from './progress.mjs';
import { inRoot, ROOT, TYPESCRIPT } from './workspace.mjs';

/** The database as it is: the foreign one, the embedded one that runs, or the embedded one started for this. */
async function database() {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, stop: async () => {} };
  const directory = path.join(dataDirectory(), 'postgresql');
  const url = addressOfEmbedded(directory);
  return url ? { url, stop: async () => {} } : startEmbedded({ directory });
}

async function compare() {
  const { url, stop } = await database();
  const args = [...TYPESCRIPT, inRoot('gateway', 'src', 'copies.ts'), ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, DATABASE_URL: url }, stdio: 'inherit' });
  const code = await new Promise((resolve) => child.on('close', resolve));
  await stop();
  process.exitCode = code;
}

compare().catch(giveUp);
