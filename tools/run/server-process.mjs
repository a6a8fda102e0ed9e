// A server process, as a child of this run.
import { spawn } from 'node:child_process';
import { closeSync, createWriteStream, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { Trouble } from './progress.mjs';
import { inRoot, ROOT, TYPESCRIPT } from './workspace.mjs';

/** Where each process begins: the gateway and what stands beside it, or a service by itself. */
const SCRIPTS = {
  built: { gateway: ['dist', 'gateway', 'main.js'], worker: ['dist', 'gateway', 'worker.js'], migrate: ['dist', 'gateway', 'migrate.js'] },
  source: { gateway: ['gateway', 'src', 'main.ts'], worker: ['gateway', 'src', 'worker.ts'], migrate: ['gateway', 'src', 'migrate.ts'] },
};

function scriptOf(name, entry) {
  const script = SCRIPTS[entry][name] ?? (entry === 'built' ? ['dist', 'services', name, 'main.js'] : ['services', name, 'src', 'main.ts']);
  return [...(entry === 'source' ? TYPESCRIPT : []), inRoot(...script)];
}
const TETHER = pathToFileURL(inRoot('tools', 'run', 'tether.mjs')).href;
const LONGEST_LOG = 20 * 1024 * 1024;
const PATIENCE_MS = 12_000;

function openLog(file) {
  if (existsSync(file) && statSync(file).size > LONGEST_LOG) renameSync(file, `${file}.1`);
  const from = existsSync(file) ? statSync(file).size : 0;
  return { from, handle: openSync(file, 'a', 0o600) };
}

/** The last lines that a server wrote before it ended, in a readable form. */
function lastWords(file, from) {
  const lines = readFileSync(file).subarray(from).toString().trim().split('\n').slice(-12);
  return lines.map((line) => readable(line).text).join('\n');
}

/** A line of the log for people: pino's numbers grow with the weight, 40 is a warning. */
function readable(line) {
  try {
    const { level, msg, err, requestId } = JSON.parse(line);
    return { level, text: [[msg, requestId].filter(Boolean).join(' '), err?.stack].filter(Boolean).join('\n') };
  } catch {
    return { level: 30, text: line };
  }
}

/**
 * Starts a process of the product and waits until it says that it is ready.
 * @param {{ name: string, entry: 'built' | 'source', env: Record<string, string>, logs: string, onExit?: (code: number | null) => void, onLog?: (line: string) => void }} options
 */
export async function startProcess({ name, entry, env, logs, onExit = () => {}, onLog = () => {} }) {
  const file = path.join(logs, `${name}.log`);
  const log = openLog(file);
  const child = spawn(process.execPath, ['--import', TETHER, '--enable-source-maps', ...scriptOf(name, entry)], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', log.handle, 'ipc'],
    detached: true, // Ctrl-C reaches the run, which stops its parts in order
  });
  closeSync(log.handle);
  const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  const rest = createWriteStream(file, { flags: 'a' });
  child.once('close', () => rest.end());
  const ready = readyLine(child, (line) => {
    if (rest.writable) rest.write(`${line}\n`);
    onLog(line);
  });
  const first = await Promise.race([ready, ended.then(() => undefined)]);
  if (!first) {
    process.stderr.write(`${lastWords(file, log.from)}\n`);
    throw new Trouble(`服务（${name}）没有启动，原因见上（全文：${file}）。`, `The server (${name}) did not start, the reason stands above (in full: ${file}).`);
  }
  let stopping = false;
  void ended.then((code) => !stopping && onExit(code));
  const stop = async (signal = 'SIGTERM') => {
    stopping = true;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const forced = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    await ended;
    clearTimeout(forced);
  };
  return { pid: child.pid, url: first.url, firstToken: first.firstToken, ended, stop };
}

/** The one line of JSON on stdout that says ready; every other line belongs to the log. */
function readyLine(child, log) {
  return new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"ready"')) resolve(JSON.parse(line));
      else log(line);
    });
  });
}

/** Shows warnings and faults of the server where the developer looks. */
export function showFaults(line) {
  const { level, text } = readable(line);
  if (level >= 40) process.stderr.write(`! ${text}\n`);
}
