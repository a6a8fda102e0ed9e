// The product as it runs: a database and the server process, or one process for each service, kept up until stopped.
import path from 'node:path';
import { checkForeign } from '../database/foreign.mjs';
import { startEmbedded } from '../database/embedded.mjs';
import { takeDirectory } from './instance.mjs';
import { startParts } from './parts.mjs';
import { checkPort } from './port.mjs';
import { startProcess } from './server-process.mjs';
import { inRoot } from './workspace.mjs';

const RESTARTS = 5;
const RESTART_WINDOW_MS = 60_000;

const WORDS = {
  create: ['新建数据库', 'making the database'],
  recover: ['停掉上次遗留的数据库', 'stopping a database left behind'],
  start: ['启动数据库', 'starting the database'],
};

async function openDatabase(directory, say) {
  const foreign = process.env.DATABASE_URL;
  if (!foreign) {
    return startEmbedded({ directory: path.join(directory, 'postgresql'), onProgress: (step) => say(`  ${WORDS[step].join(' ')}`) });
  }
  await checkForeign(foreign);
  return { url: foreign, stop: async () => {}, ended: new Promise(() => {}) };
}

/** Whether one more restart within the window is still worth it. */
function patience() {
  const times = [];
  return () => {
    const now = Date.now();
    while (times.length && now - times[0] > RESTART_WINDOW_MS) times.shift();
    return times.push(now) <= RESTARTS;
  };
}

/**
 * Starts everything; the parts that die are started again, the last resort is `onLost`.
 * @param {{ data: string, port: number, host: string, entry: 'built' | 'source', shape?: 'one' | 'services', steps: ReturnType<import('./progress.mjs').progress>, onLost?: (error: Error) => void, onLog?: (line: string) => void, env?: Record<string, string> }} options
 */
export async function startProduct({ data, port, host, entry, shape = 'one', steps, env = {}, onLost = () => {}, onLog }) {
  const instance = await takeDirectory(data);
  const mayRestart = patience();
  let stopping = false;
  let database;
  let gateway;
  let parts;
  const watchDatabase = () => database.ended.then(() => stopping || again('数据库意外退出', 'The database ended', async () => {
    database = await openReplacement(data, database.port);
    watchDatabase();
  }));
  const again = async (zh, en, restart) => {
    steps.say(`! ${zh}，重新启动 ${en}, starting it again`);
    try {
      if (!mayRestart()) throw new Error(`${zh} ${en}`);
      await restart();
    } catch (error) {
      if (!stopping) onLost(error);
    }
  };
  const openGateway = async () => {
    const where = parts ? { MODUAN_SERVICES: parts.addresses } : { DATABASE_URL: database.url };
    const settings = { ...where, PORT: String(port), HOST: host, MODUAN_DATA: data, MODUAN_PORTAL: inRoot('dist', 'portal'), ...env };
    const onExit = () => again('服务意外退出', 'The server ended', async () => void (gateway = await openGateway()));
    const opened = await startProcess({ name: 'gateway', entry, env: settings, logs: data, onExit, onLog });
    instance.note({ gateway: opened.pid, url: opened.url });
    return opened;
  };
  const stop = async ({ now = false } = {}) => {
    stopping = true;
    await gateway?.stop(now ? 'SIGKILL' : 'SIGTERM');
    await parts?.stop(now ? 'SIGKILL' : 'SIGTERM');
    await database?.stop();
    instance.release();
  };
  try {
    await checkPort(port, host);
    database = await steps.step('数据库', 'database', () => openDatabase(data, steps.say));
    watchDatabase();
    if (shape === 'services') parts = await steps.step('迁移与各服务', 'migrations and services', () => startParts({ databaseUrl: database.url, data, entry, env, onLog, again }));
    gateway = await steps.step(parts ? '网关' : '迁移与服务', parts ? 'gateway' : 'migrations and server', openGateway);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: gateway.url,
    /** Process ids by name. */
    pids: () => ({ gateway: gateway.pid, ...parts?.pids() }),
    /** What a loader of the demonstration city needs beside the address. */
    loaderEnvironment: () => ({ DATABASE_URL: database.url, MODUAN_DATA: data, MODUAN_FIRST_TOKEN: gateway.firstToken ?? '' }),
    /** Known to whoever started the server alone; absent once there is an account. */
    firstToken: () => gateway.firstToken,
    stop,
    /** Ends the server and starts it anew: its sources have changed. */
    restart: async () => {
      await gateway.stop();
      gateway = await openGateway();
    },
  };
}

const openReplacement = (data, port) => startEmbedded({ directory: path.join(data, 'postgresql'), port });

/** The data directory of this clone, or the one that was asked for. */
export const dataDirectory = () => path.resolve(process.env.MODUAN_DATA ?? inRoot('.data'));
