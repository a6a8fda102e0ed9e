// The built product: made by Nx when a source is newer than it.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { inRoot, quietEnvironment, ROOT } from './workspace.mjs';
import { Trouble } from './progress.mjs';

const STAMP = inRoot('dist', '.built');
const SOURCES = ['shared-schema', 'services', 'gateway', 'frontends', 'package-lock.json', 'tsconfig.base.json', 'nx.json', 'services/kernel/build/decorators.mjs'];
const PRODUCTS = [inRoot('dist', 'gateway', 'main.js'), inRoot('dist', 'services', 'offices', 'main.js'), inRoot('dist', 'portal', 'index.html'), inRoot('dist', 'operations.json')];
const PASSED_OVER = new Set(['node_modules', 'dist', '.nx', 'coverage']);

/** Whether a file or folder below is newer: a folder is, when something in it came or went. */
function newerThan(time, file) {
  const status = statSync(file);
  if (status.mtimeMs > time) return true;
  if (!status.isDirectory()) return false;
  return readdirSync(file).some((name) => !PASSED_OVER.has(name) && newerThan(time, `${file}/${name}`));
}

/** True when nothing has changed since the last build. */
export function isBuilt() {
  if (!existsSync(STAMP) || !PRODUCTS.every((file) => existsSync(file))) return false;
  const built = statSync(STAMP).mtimeMs;
  return !SOURCES.some((name) => newerThan(built, inRoot(name)));
}

/** Runs Nx targets over all packages that have them; answers the exit code and what was said. */
export function nx(target, options = []) {
  return new Promise((resolve) => {
    const args = [inRoot('node_modules', 'nx', 'dist', 'bin', 'nx.js'), 'run-many', '-t', target, '--parallel=2', '--outputStyle=static', ...options];
    const child = spawn(process.execPath, args, { cwd: ROOT, env: quietEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
    child.on('close', (code) => resolve({ code, said }));
  });
}

/** Builds what is stale. */
export async function build() {
  const began = new Date();
  const { code, said } = await nx('build');
  if (code !== 0) {
    process.stderr.write(`${said}\n`);
    throw new Trouble('构建失败，原因见上。', 'The build failed, the reason stands above.');
  }
  mkdirSync(inRoot('dist'), { recursive: true });
  writeFileSync(STAMP, '');
  utimesSync(STAMP, began, began);
}
