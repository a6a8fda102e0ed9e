import { existsSync } from 'node:fs';
import { startParts } from '../run/parts.mjs';
import { inRoot } from '../run/workspace.mjs';
import type { BenchCity } from './city';
import { operationsFile, startGateway, type Measured } from './servers';

/** The product by URL: the gateway, each service and the worker of their events a process of its own; built in this clone. */
export async function startServices({ url, data }: BenchCity, gateway: string): Promise<Measured | undefined> {
  if (!existsSync(inRoot('dist', 'services'))) return undefined;
  const since = performance.now();
  const lost = (_zh: string, en: string) => Promise.reject(new Error(en));
  const parts = await startParts({ databaseUrl: url, data, entry: 'built', env: { MODUAN_OPERATIONS: operationsFile(data), LOG_LEVEL: 'error' }, again: lost });
  const door = await startGateway({ name: 'Moduan by URL', file: gateway, url, data, env: { DATABASE_URL: '', MODUAN_SERVICES: parts.addresses } });
  return {
    ...door,
    pids: [...door.pids, ...Object.values<number>(parts.pids())],
    startMs: Math.round(performance.now() - since),
    stop: async () => {
      await door.stop();
      await parts.stop('SIGTERM');
    },
  };
}
