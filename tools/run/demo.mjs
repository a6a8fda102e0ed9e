// The demonstration city, loaded into a fresh database through the same doors that people use.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inRoot, ROOT, TYPESCRIPT } from './workspace.mjs';
import { Trouble } from './progress.mjs';

const LOADER = inRoot('tools', 'demo', 'load.ts');
const ACCOUNTS = inRoot('tools', 'demo', 'accounts.json');
const TETHER = pathToFileURL(inRoot('tools', 'run', 'tether.mjs')).href;

/** The server's own answer: it alone knows whether the city is there. */
async function isEmpty(url) {
  const answer = await fetch(`${url}/health/ready`, { headers: { accept: 'application/json' } });
  return (await answer.json()).empty === true;
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
    '演示数据没有装完，原因见上。请移走 .data 目录后重新开始。',
    'The demonstration data did not load, the reason stands above. Move .data away to begin anew.',
  );
}

/** Loads the city when the database is fresh. */
export async function loadDemo({ url, env, steps }) {
  if (!existsSync(LOADER) || !(await isEmpty(url))) return false;
  await steps.step('演示数据', 'demonstration data', () => load(url, env, steps.say));
  return true;
}

/** The accounts to show on the console: username, password, and who they are. */
export const demoAccounts = () => (existsSync(LOADER) && existsSync(ACCOUNTS) ? JSON.parse(readFileSync(ACCOUNTS, 'utf8')) : []);
