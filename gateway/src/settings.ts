import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freshKeys, type Keys } from '@moduan/kernel';

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
  return {
    databaseUrl: env.DATABASE_URL,
    host: env.HOST ?? '127.0.0.1',
    port: Number(env.PORT ?? 4000),
    data: resolve(env.MODUAN_DATA ?? '.data'),
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

/** Keys are made on the first start and never leave the folder; who loses them loses the encrypted fields. */
export function readKeys(data: string): Keys {
  const file = keysFile(data);
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Keys>) : undefined;
  if (known?.next) throw new Error('A change of keys was interrupted: finish it with "npm run rotate-keys" 更换密钥中断，请运行 npm run rotate-keys 完成');
  const keys = { ...freshKeys(), ...known };
  // An installation of an older version lacks the newer keys.
  if (!known || Object.keys(keys).some((name) => !(name in known))) writeKeys(data, keys);
  return keys;
}

export const keysFile = (data: string): string => join(data, 'keys.json');

/** Written beside and then put in place: a full disk never leaves half a file. */
export function writeKeys(data: string, keys: Keys): void {
  mkdirSync(data, { recursive: true });
  const file = keysFile(data);
  writeFileSync(`${file}.new`, JSON.stringify(keys, null, 2), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}
