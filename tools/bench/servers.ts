import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { inRoot, ROOT } from '../run/workspace.mjs';

const TETHER = pathToFileURL(inRoot('tools', 'run', 'tether.mjs')).href;
const here = (name: string) => inRoot('tools', 'bench', name);

/** A server under measurement: where it listens and which processes it consists of. */
export interface Measured {
  readonly name: string;
  readonly url: string;
  readonly firstToken?: string;
  readonly pids: readonly number[];
  /** From the call to the first line that says ready. */
  readonly startMs: number;
  stop(): Promise<void>;
}

interface Program {
  readonly name: string;
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
}

/** Starts a program that prints `{"ready":true,"url":…}`, and waits for that line. */
export async function startServer({ name, file, env, nodeOptions = [] }: Program): Promise<Measured> {
  const since = performance.now();
  const child = spawn(process.execPath, ['--import', TETHER, ...nodeOptions, file], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr!.on('data', (text: Buffer) => (said = (said + String(text)).slice(-4000)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const first = await Promise.race([readyLine(child), ended]);
  if (!first) throw new Error(`${name} did not start\n${said}`);
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const forced = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(forced);
  };
  return { name, url: first.url, firstToken: first.firstToken, pids: [child.pid!, ...(first.pids ?? [])], startMs: Math.round(performance.now() - since), stop };
}

interface Ready {
  readonly url: string;
  readonly firstToken?: string;
  /** Further processes that the first one started. */
  readonly pids?: readonly number[];
}

const readyLine = (child: ChildProcess) =>
  new Promise<Ready>((resolve) => {
    createInterface({ input: child.stdout! }).on('line', (line) => line.startsWith('{"ready"') && resolve(JSON.parse(line) as Ready));
  });

interface Gateway {
  readonly name: string;
  readonly file: string;
  readonly url: string;
  readonly data: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
}

/** What is asked while measuring stands in the place of the portal's operations: it takes the portal's way. */
export const operationsFile = (data: string) => path.join(data, 'operations.json');

/** The built product in one process. */
export const startGateway = ({ name, file, url, data, env, nodeOptions }: Gateway) =>
  startServer({ name, file, nodeOptions, env: { DATABASE_URL: url, PORT: '0', HOST: '127.0.0.1', MODUAN_DATA: data, MODUAN_PORTAL: inRoot('dist', 'portal'), MODUAN_OPERATIONS: operationsFile(data), ...env } });

/** `pg` behind `node:http`: what is left when everything that can be left out is. */
export const startRaw = (url: string) => startServer({ name: 'raw pg', file: here('raw-server.mjs'), env: { DATABASE_URL: url } });

export const startPostGraphile = (url: string) => startServer({ name: 'PostGraphile', file: here('peers/postgraphile.mjs'), env: { DATABASE_URL: url } });

const TICK_MS = 10;

/** CPU that the processes have used so far, user and system, all threads. */
export function cpuMs(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return sum + (Number(after[11]) + Number(after[12])) * TICK_MS;
  }, 0);
}

/** Memory that the processes hold now, in MB. */
export const rssMb = (pids: readonly number[]): number =>
  Math.round(pids.reduce((sum, pid) => sum + Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]), 0) / 1024);
