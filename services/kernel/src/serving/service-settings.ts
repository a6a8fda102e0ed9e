import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileSettings, type FileSettings } from '../attachment/file-settings';
import { runtimeRole } from '../database/open-database';
import type { Keys } from '../masking/secret-box';

/** What a service that runs by itself is told. */
export interface ServiceSettings {
  /** Where PostgreSQL is; the service comes under its own role, whoever the address names. */
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  /** Folder of the installation: keys of encryption, the password of the own role, and the public key of the gateway. */
  readonly data: string;
  readonly logLevel: string;
  /** Where the files of records lie, beside the keys unless told, and what they may be. */
  readonly files?: FileSettings;
}

export function readServiceSettings(env: NodeJS.ProcessEnv): ServiceSettings {
  if (!env.DATABASE_URL) throw new Error('DATABASE_URL is not set: start with "npm run services"');
  const data = resolve(env.MODUAN_DATA ?? '.data');
  return {
    databaseUrl: env.DATABASE_URL,
    host: env.HOST ?? '127.0.0.1',
    port: Number(env.PORT ?? 0),
    data,
    files: fileSettings(data, env),
    logLevel: env.LOG_LEVEL ?? 'info',
  };
}

/** Keys that another part of the installation has made: a service never makes its own. */
export function readServiceKeys(data: string): Keys {
  const file = join(data, 'keys.json');
  if (!existsSync(file)) throw new Error(`${file} is not there: the migration of the installation makes it`);
  return JSON.parse(readFileSync(file, 'utf8')) as Keys;
}

/** The password of one service's role in the database, as the migration writes it down. */
export const roleFile = (data: string, service: string): string => join(data, `role-${service}.json`);

/** The database under the service's own role: as the address says it, or with the password that was written down for it. */
export function ownDatabaseUrl({ databaseUrl, data }: ServiceSettings, service: string): string {
  const url = new URL(databaseUrl);
  if (url.username === runtimeRole(service) && url.password) return databaseUrl;
  const file = roleFile(data, service);
  if (!existsSync(file)) throw new Error(`${file} is not there: the migration of the installation makes it`);
  const { password } = JSON.parse(readFileSync(file, 'utf8')) as { password: string };
  return Object.assign(url, { username: runtimeRole(service), password }).toString();
}
