import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Keys } from '../masking/secret-box';

/** What a service that runs by itself is told. */
export interface ServiceSettings {
  /** Where PostgreSQL is; the service comes under its own role, whoever the address names. */
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  /** Folder of the installation: keys of encryption, and the public key of the gateway. */
  readonly data: string;
  readonly logLevel: string;
}

export function readServiceSettings(env: NodeJS.ProcessEnv): ServiceSettings {
  if (!env.DATABASE_URL) throw new Error('DATABASE_URL is not set: start with "npm run services"');
  return {
    databaseUrl: env.DATABASE_URL,
    host: env.HOST ?? '127.0.0.1',
    port: Number(env.PORT ?? 0),
    data: resolve(env.MODUAN_DATA ?? '.data'),
    logLevel: env.LOG_LEVEL ?? 'info',
  };
}

/** Keys that another part of the installation has made: a service never makes its own. */
export function readServiceKeys(data: string): Keys {
  const file = join(data, 'keys.json');
  if (!existsSync(file)) throw new Error(`${file} is not there: the migration of the installation makes it`);
  return JSON.parse(readFileSync(file, 'utf8')) as Keys;
}
