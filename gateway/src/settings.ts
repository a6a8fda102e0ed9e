import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freshKeys, type Keys } from '@moduan/kernel';

export interface Settings {
  /** Owner's connection to PostgreSQL; the services' roles are made from it. */
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  /** Folder of the installation: keys of encryption and signing. */
  readonly data: string;
  /** Folder of the built portal. */
  readonly portal: string;
  readonly supergraph: string;
  readonly logLevel: string;
}

export function readSettings(env: NodeJS.ProcessEnv): Settings {
  if (!env.DATABASE_URL) throw new Error('DATABASE_URL is not set: start with "npm start", which brings its own PostgreSQL');
  return {
    databaseUrl: env.DATABASE_URL,
    host: env.HOST ?? '127.0.0.1',
    port: Number(env.PORT ?? 4000),
    data: resolve(env.MODUAN_DATA ?? '.data'),
    portal: resolve(env.MODUAN_PORTAL ?? 'dist/portal'),
    supergraph: resolve(env.MODUAN_SUPERGRAPH ?? 'shared-schema/supergraph.graphql'),
    logLevel: env.LOG_LEVEL ?? 'info',
  };
}

/** Keys are made on the first start and never leave the folder; who loses them loses the encrypted fields. */
export function readKeys(data: string): Keys {
  const file = join(data, 'keys.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Keys;
  mkdirSync(data, { recursive: true });
  const keys = freshKeys();
  writeFileSync(file, JSON.stringify(keys, null, 2), { mode: 0o600, flag: 'wx' });
  return keys;
}
