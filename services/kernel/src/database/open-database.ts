import { createHmac } from 'node:crypto';
import { MikroORM, type EntitySchema } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import { openFileHouse, type FileHouse } from '../attachment/file-house';
import type { FileSettings } from '../attachment/file-settings';
import type { SecretBox } from '../masking/secret-box';
import { DatabaseClient } from './database-client';
import type { Tables } from './tables';

export interface DatabaseSettings {
  /** Connection of the owner: used for migrations; its host, port and database serve the runtime roles too. */
  readonly ownerUrl: string;
  readonly secrets: SecretBox;
  /** Connections of one service at most. */
  readonly poolMax?: number;
  /** Where the files of records lie; without it none are taken. */
  readonly files?: FileSettings;
}

export interface Database {
  readonly service: string;
  readonly orm: MikroORM;
  /** For reading: every table name stands in the service's own schema. */
  readonly db: Kysely<Tables>;
  readonly secrets: SecretBox;
  readonly files?: FileHouse;
  close(): Promise<void>;
}

export const runtimeRole = (service: string) => `moduan_${service.replace(/-/g, '_')}`;
export const schemaOf = (service: string) => service.replace(/-/g, '_');

/** Password of a runtime role, derived from the installation's key: nothing to store, nothing by default. */
export const rolePassword = (secrets: SecretBox, service: string) =>
  createHmac('sha256', Buffer.from(secrets.owner.roles, 'base64')).update(`role\n${service}`).digest('base64url');

export function runtimeUrl(settings: DatabaseSettings, service: string): string {
  const url = new URL(settings.ownerUrl);
  // A service that runs by itself comes under its own role already.
  if (url.username === runtimeRole(service)) return settings.ownerUrl;
  url.username = runtimeRole(service);
  url.password = rolePassword(settings.secrets, service);
  return url.toString();
}

/** Opens a service's database under its own role, which reaches its own schema alone. */
export async function openDatabase(
  settings: DatabaseSettings,
  service: string,
  entities: readonly EntitySchema[],
): Promise<Database> {
  const orm = await MikroORM.init({
    clientUrl: runtimeUrl(settings, service),
    schema: schemaOf(service),
    entities: [...entities],
    ensureDatabase: false,
    timezone: 'UTC',
    discovery: { warnWhenNoEntities: false },
    pool: { min: 0, max: settings.poolMax ?? 10 },
    driverOptions: { application_name: `moduan ${service}`, Client: DatabaseClient },
  });
  const db = orm.em.getKysely<Tables>().withSchema(schemaOf(service)) as unknown as Kysely<Tables>;
  return { service, orm, db, secrets: settings.secrets, files: settings.files && openFileHouse(settings.files, service), close: () => orm.close(true) };
}
