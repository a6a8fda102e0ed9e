// The embedded PostgreSQL: started, found again after a killed run, and stopped.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { binaries, reachable, runAs } from './binaries.mjs';
import { clusterIn } from './cluster.mjs';
import { commandOf, endProcess, pause } from './processes.mjs';
import { DatabaseTrouble } from './trouble.mjs';

const USER = 'moduan';
const DATABASE = 'moduan';
const ATTEMPTS = 8;

/**
 * Starts PostgreSQL on a directory, making the cluster when there is none. A server left behind by a killed run is
 * stopped first. The caller must see to it that only one starts on a directory at a time.
 * @param {{ directory: string, port?: number, settings?: Record<string, string>, onProgress?: (step: 'create' | 'start' | 'recover') => void }} options
 * @returns {Promise<{ url: string, port: number, pid: number, fresh: boolean, stop: () => Promise<void>, ended: Promise<unknown> }>}
 */
export async function startEmbedded({ directory, port, settings = {}, onProgress = () => {} }) {
  const user = runAs();
  const programs = binaries(user);
  const place = standing(user, directory);
  const cluster = clusterIn(place, { user, programs, owner: USER });
  await stopOrphan(cluster.data, onProgress);
  const fresh = !cluster.exists();
  if (fresh) onProgress('create');
  const password = fresh ? cluster.create() : cluster.open();
  onProgress('start');
  const server = await launch({ cluster, user, programs, settings, wishedPort: port });
  const url = `postgresql://${USER}:${password}@127.0.0.1:${server.port}/${DATABASE}`;
  await ensureDatabase(url);
  return { ...server, url, fresh };
}

/** Stops a server that a killed run left on this directory; true when there was one. */
export async function stopEmbedded(directory) {
  return stopOrphan(path.join(standing(runAs(), directory), 'cluster'), () => {});
}

/** Where the server that runs on this directory can be reached; nothing when none runs. */
export function addressOfEmbedded(directory) {
  const user = runAs();
  const cluster = clusterIn(standing(user, directory), { user, programs: binaries(user), owner: USER });
  const status = statusOf(cluster.data);
  if (!status?.ready || !commandOf(status.pid)?.includes(`-D ${cluster.data} `)) return undefined;
  return `postgresql://${USER}:${cluster.open()}@127.0.0.1:${status.port}/${DATABASE}`;
}

function standing(user, directory) {
  try {
    return reachable(user, path.resolve(directory));
  } catch (error) {
    if (error instanceof DatabaseTrouble) throw error;
    throw new DatabaseTrouble(
      `数据目录 ${directory} 不可写（${error.code}）。请检查权限，或用 MODUAN_DATA 另选目录。`,
      `Cannot write the data directory ${directory} (${error.code}). Check its rights or choose another with MODUAN_DATA.`,
    );
  }
}

const statusOf = (data) => {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
};

async function stopOrphan(data, onProgress) {
  const isOurs = (pid) => commandOf(pid)?.includes(`-D ${data} `) ?? false;
  const pid = statusOf(data)?.pid;
  if (pid === undefined || !isOurs(pid)) return false;
  onProgress('recover');
  const gone = await endProcess(pid, isOurs, [['SIGINT', 20_000], ['SIGQUIT', 5_000]]);
  if (gone) return true;
  throw new DatabaseTrouble(
    `上次遗留的 PostgreSQL（进程 ${pid}）停不下来。请结束该进程后再启动。`,
    `The PostgreSQL of an earlier run (process ${pid}) does not stop. End it, then start again.`,
  );
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** Tries again while the port was taken in between or children of a killed server still hold its memory. */
async function launch(setup) {
  let said = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    setup.cluster.forgetStalePid(commandOf);
    const port = setup.wishedPort ?? (await freePort());
    const server = await attemptOn(port, setup);
    if (server.pid) return server;
    said = server.said;
    if (!/shared memory|could not bind|Address already in use|lock file/i.test(said)) break;
    await pause(300 * attempt);
  }
  throw new DatabaseTrouble(
    `PostgreSQL 没有启动：${said}　数据目录 ${setup.cluster.data} 可能已损坏：请从备份恢复，或移走该目录后重新开始。`,
    `PostgreSQL did not start: ${said} The directory ${setup.cluster.data} may be broken: restore a backup, or move it away to begin anew.`,
  );
}

async function attemptOn(port, { cluster, user, programs, settings }) {
  const log = openSync(cluster.log, 'w', 0o600);
  const options = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', max_connections: 200, ...settings };
  const child = spawn(programs.postgres, ['-D', cluster.data, ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
    ...user,
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' },
    stdio: ['ignore', log, log],
    detached: true, // Ctrl-C reaches the whole group of the terminal; the database must outlive its clients
  });
  closeSync(log);
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  while (child.exitCode === null && child.signalCode === null && child.pid) {
    const status = statusOf(cluster.data);
    if (status?.ready && status.pid === child.pid) return running(child, ended, port);
    await pause(20);
  }
  return { said: lastWords(cluster.log) };
}

function running(child, ended, port) {
  child.unref();
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    child.kill('SIGINT');
    const forced = setTimeout(() => child.kill('SIGQUIT'), 20_000);
    await ended;
    clearTimeout(forced);
  };
  return { pid: child.pid, port, stop, ended };
}

const lastWords = (log) => {
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  const line = lines.findLast((candidate) => /FATAL|PANIC/.test(candidate)) ?? lines.at(-1) ?? '';
  return line.replace(/^.*?(FATAL|PANIC):\s*/, '').slice(0, 300);
};

async function ensureDatabase(url) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url.replace(/[^/]+$/, 'postgres') });
  try {
    await client.connect();
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE}`);
  } catch (error) {
    if (error.code !== '28P01') throw error;
    throw new DatabaseTrouble(
      '数据目录中的口令与数据库不符。请恢复原来的 password 文件，或移走数据目录后重新开始。',
      'The password in the data directory is not the database’s. Restore the password file, or move the directory away to begin anew.',
    );
  } finally {
    await client.end().catch(() => {});
  }
}
