// The demonstration city, loaded into a fresh database through the same doors that people use.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot, ROOT, TYPESCRIPT } from './workspace.mjs';
import { cityState } from './real-city.mjs';
import { Trouble } from './progress.mjs';

const LOADER = inRoot('tools', 'demo', 'load.ts');
const ACCOUNTS = inRoot('tools', 'demo', 'accounts.json');
const TETHER = pathToFileURL(inRoot('tools', 'run', 'tether.mjs')).href;

/** The city may be loaded into: nobody is there, and it was not begun as a real one. */
async function isVacant(url) {
  const { empty, city } = await cityState(url);
  return empty && city !== 'REAL';
}

function load(url, env, say) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', TETHER, ...TYPESCRIPT, LOADER, url], { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    let wrong = '';
    child.stdout.on('data', (text) => String(text).split('\n').filter(Boolean).forEach((line) => say(`  ${line}`)));
    child.stderr.on('data', (text) => (wrong += text));
    child.on('close', (code) => (code === 0 ? resolve() : reject(loadingFailed(wrong))));
  });
}

function loadingFailed(wrong) {
  process.stderr.write(wrong);
  return new Trouble(
    '演示数据没有装完，原因见上。再次启动会接着装。',
    'The demonstration data did not load, the reason stands above. The next start goes on with it.',
  );
}

/** With it whoever loads the city signs in; the file is there for as long as the city is not whole. */
function setupPassword(file) {
  if (!existsSync(file)) writeFileSync(file, `Loading-${randomBytes(18).toString('base64url')}-1`, { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/**
 * Loads the city when the database is fresh, and goes on with a loading that was interrupted.
 * @param {{ url: string, data: string, env: Record<string, string>, steps: ReturnType<typeof import('./progress.mjs').progress> }} product
 */
export async function loadDemo({ url, data, env, steps }) {
  const file = path.join(data, 'demo-setup');
  if (!existsSync(LOADER) || !(existsSync(file) || (await isVacant(url)))) return false;
  const MODUAN_SETUP_PASSWORD = setupPassword(file);
  await steps.step('演示数据', 'demonstration data', () => load(url, { ...env, MODUAN_SETUP_PASSWORD }, steps.say));
  rmSync(file, { force: true });
  return true;
}

/** The accounts to show on the console: username, password, and who they are. */
export const demoAccounts = () => (existsSync(LOADER) && existsSync(ACCOUNTS) ? JSON.parse(readFileSync(ACCOUNTS, 'utf8')) : []);
