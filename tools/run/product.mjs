// The product as it runs: a database and the one server process, kept up until stopped.
import path from 'node:path';
import { checkForeign } from '../database/foreign.mjs';
import { startEmbedded } from '../database/embedded.mjs';
import { startGateway } from './gateway-process.mjs';
import { takeDirectory } from './instance.mjs';
import { checkPort } from './port.mjs';
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
 * @param {{ data: string, port: number, host: string, entry: 'built' | 'source', steps: ReturnType<import('./progress.mjs').progress>, onLost?: (error: Error) => void, onLog?: (line: string) => void, env?: Record<string, string> }} options
 */
export async function startProduct({ data, port, host, entry, steps, env = {}, onLost = () => {}, onLog }) {
  const instance = await takeDirectory(data);
  const mayRestart = patience();
  let stopping = false;
  let database;
  let gateway;
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
    const settings = { DATABASE_URL: database.url, PORT: String(port), HOST: host, MODUAN_DATA: data, MODUAN_PORTAL: inRoot('dist', 'portal'), ...env };
    const onExit = () => again('服务意外退出', 'The server ended', async () => void (gateway = await openGateway()));
    const opened = await startGateway({ entry, env: settings, logs: data, onExit, onLog });
    instance.note({ gateway: opened.pid, url: opened.url });
    return opened;
  };
  const stop = async ({ now = false } = {}) => {
    stopping = true;
    await gateway?.stop(now ? 'SIGKILL' : 'SIGTERM');
    await database?.stop();
    instance.release();
  };
  try {
    await checkPort(port, host);
    database = await steps.step('数据库', 'database', () => openDatabase(data, steps.say));
    watchDatabase();
    gateway = await steps.step('迁移与服务', 'migrations and server', openGateway);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: gateway.url,
    /** What a loader of the demonstration city needs beside the address. */
    loaderEnvironment: () => ({ DATABASE_URL: database.url, MODUAN_DATA: data, MODUAN_FIRST_TOKEN: gateway.firstToken ?? '' }),
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
