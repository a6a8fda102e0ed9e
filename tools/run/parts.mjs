// Each service in a process of its own, and the worker that carries their events.
import { readdirSync } from 'node:fs';
import { freePort } from './port.mjs';
import { startProcess } from './server-process.mjs';
import { inRoot } from './workspace.mjs';

const HOST = '127.0.0.1';
const serviceNames = () => readdirSync(inRoot('services')).filter((name) => name !== 'kernel').sort();

/** A service comes under its own role: the owner's name and password are not for it. */
function withoutOwner(databaseUrl) {
  const url = new URL(databaseUrl);
  url.username = '';
  url.password = '';
  return url.toString();
}

/**
 * Migrates, then starts worker and services; one that ends is started again where it was.
 * @param {{ databaseUrl: string, data: string, entry: 'built' | 'source', env: Record<string, string>, onLog?: (line: string) => void, again: (zh: string, en: string, restart: () => Promise<void>) => Promise<void> }} options
 */
export async function startParts({ databaseUrl, data, entry, env, onLog, again }) {
  const common = { MODUAN_DATA: data, HOST, ...env };
  const migrating = await startProcess({ name: 'migrate', entry, env: { ...common, DATABASE_URL: databaseUrl }, logs: data, onLog });
  await migrating.ended;
  const running = new Map();
  const start = async (name, port) => {
    const own = { ...common, DATABASE_URL: name === 'worker' ? databaseUrl : withoutOwner(databaseUrl), PORT: String(port) };
    const onExit = () => again(`服务 ${name} 意外退出`, `The service ${name} ended`, () => start(name, port));
    running.set(name, await startProcess({ name, entry, env: own, logs: data, onExit, onLog }));
  };
  const stop = (signal) => Promise.all([...running.values()].map((part) => part.stop(signal)));
  try {
    const names = ['worker', ...serviceNames()];
    const ports = [];
    for (const name of names) ports.push([name, await freePort(HOST)]);
    await Promise.all(ports.map(([name, port]) => start(name, port)));
  } catch (error) {
    await stop('SIGTERM');
    throw error;
  }
  return {
    addresses: [...running].map(([name, { url }]) => `${name}=${url}`).join(','),
    pids: () => Object.fromEntries([...running].map(([name, { pid }]) => [name, pid])),
    stop,
  };
}
