import { resolve } from 'node:path';
import { fileSettings, type FileSettings } from '@moduan/kernel/attachment/file-settings';

export interface Settings {
  /** Owner's connection to PostgreSQL; the services' roles are made from it. Absent where every service runs by itself. */
  readonly databaseUrl?: string;
  readonly host: string;
  readonly port: number;
  /** Folder of the installation: keys of encryption and signing. */
  readonly data: string;
  /** Folder of the built portal. */
  readonly portal: string;
  readonly supergraph: string;
  /** The portal's operations, as its build has written them; without them every operation is a free query. */
  readonly operations?: string;
  readonly logLevel: string;
  /** Where the files of records lie, beside the keys unless told, and what they may be. */
  readonly files?: FileSettings;
  /** Services that run by themselves, and where; `worker` is the one that carries their events. */
  readonly services?: ReadonlyMap<string, string>;
  /** Addresses of proxies in front, whose word on the client's address and on https is taken; nobody's when absent. */
  readonly trustedProxies?: readonly string[];
  /** Seconds that a question may take. */
  readonly operationSeconds?: number;
  /** Seconds that a change may take. */
  readonly changeSeconds?: number;
  /** Seconds between saying that no more is taken and ending: a balancer in front looks elsewhere meanwhile. */
  readonly drainSeconds?: number;
}

const listed = (text: string | undefined) => (text ?? '').split(',').map((part) => part.trim()).filter(Boolean);

function servicesIn(text: string | undefined): ReadonlyMap<string, string> {
  return new Map(
    listed(text).map((part) => {
      const [name, url] = part.split(/=(.*)/) as [string, string | undefined];
      if (!url || !URL.canParse(url)) throw new Error(`MODUAN_SERVICES: "${part}" should read name=http://address`);
      return [name, url];
    }),
  );
}

export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const services = servicesIn(env.MODUAN_SERVICES);
  if (!env.DATABASE_URL && !services.size) throw new Error('DATABASE_URL is not set: start with "npm start", which brings its own PostgreSQL');
  const data = resolve(env.MODUAN_DATA ?? '.data');
  return {
    databaseUrl: env.DATABASE_URL,
    host: env.HOST ?? '127.0.0.1',
    port: Number(env.PORT ?? 4000),
    data,
    files: fileSettings(data, env),
    portal: resolve(env.MODUAN_PORTAL ?? 'dist/portal'),
    supergraph: resolve(env.MODUAN_SUPERGRAPH ?? 'shared-schema/supergraph.graphql'),
    operations: resolve(env.MODUAN_OPERATIONS ?? 'dist/operations.json'),
    logLevel: env.LOG_LEVEL ?? 'info',
    services,
    trustedProxies: listed(env.MODUAN_TRUSTED_PROXIES),
    operationSeconds: Number(env.MODUAN_OPERATION_SECONDS ?? 15),
    changeSeconds: Number(env.MODUAN_CHANGE_SECONDS ?? 300),
    drainSeconds: Number(env.MODUAN_DRAIN_SECONDS ?? 0),
  };
}
