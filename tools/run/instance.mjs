// One run at a time on a data directory: who runs now, and what a killed run left behind.
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandOf, endProcess, pause } from '../database/processes.mjs';
import { Trouble } from './progress.mjs';

const PATIENCE_MS = 4_000;
const alive = (pid, word) => commandOf(pid)?.includes(word) ?? false;
const GATEWAY = /gateway[/\\](main\.js|src[/\\]main\.ts)/;
const isGateway = (pid) => GATEWAY.test(commandOf(pid) ?? '');

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The run that holds the directory now, if any. */
export function runningOn(directory) {
  const run = read(path.join(directory, 'run.json'));
  return run && run.pid !== process.pid && alive(run.pid, 'tools/run/') ? run : undefined;
}

/** A run whose npm was killed is just about to end: it gets a moment. */
async function lasting(directory) {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await pause(100)) if (!runningOn(directory)) return undefined;
  return runningOn(directory);
}

function prepare(directory) {
  try {
    mkdirSync(directory, { recursive: true });
    const probe = path.join(directory, `.write-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new Trouble(
      `数据目录 ${directory} 不可写（${error.code}）。请检查权限，或用 MODUAN_DATA=… 另选目录。`,
      `Cannot write the data directory ${directory} (${error.code}). Check its rights or choose another with MODUAN_DATA=….`,
    );
  }
}

/** Refuses while another run holds the directory, and ends the server of a run that was killed. */
export async function clearDirectory(directory) {
  prepare(directory);
  const other = await lasting(directory);
  if (other) {
    throw new Trouble(
      `已在运行：${other.url ?? `进程 ${other.pid}`}。请先在那里按 Ctrl-C 停止，或用 MODUAN_DATA=… 另选数据目录。`,
      `Already running: ${other.url ?? `process ${other.pid}`}. Stop it there with Ctrl-C, or choose another data directory with MODUAN_DATA=….`,
    );
  }
  const left = read(path.join(directory, 'run.json'))?.gateway;
  if (left && isGateway(left)) await endProcess(left, isGateway, [['SIGTERM', 5_000], ['SIGKILL', 2_000]]);
  for (const name of readdirSync(directory)) if (isLeft(name)) rmSync(path.join(directory, name), { force: true });
}

/** Notes of runs that were killed. */
const isLeft = (name) => /^run\.json\.\d+$/.test(name) && !alive(Number(name.split('.').at(-1)), 'tools/run/');

/**
 * Takes the directory for this run.
 * @param {string} directory
 */
export async function takeDirectory(directory) {
  await clearDirectory(directory);
  const file = path.join(directory, 'run.json');
  rmSync(file, { force: true });
  const mine = `${file}.${process.pid}`;
  const write = (facts) => writeFileSync(mine, JSON.stringify({ pid: process.pid, ...facts }), { mode: 0o600 });
  write({});
  try {
    linkSync(mine, file); // fails when another run was faster; both names are one file from now on
  } catch {
    rmSync(mine, { force: true });
    throw new Trouble('另一次启动正在进行。', 'Another start is under way.');
  }
  return {
    note: write,
    release: () => [file, mine].forEach((name) => rmSync(name, { force: true })),
  };
}
