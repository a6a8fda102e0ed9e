import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretBox } from '@moduan/kernel';
import { serveService, type Serving } from '@moduan/kernel/serving/serve-service';
import { readSigningKey } from '@moduan/kernel/trust/statement-keys';
import { definitions, migrateAll } from '../composition';
import { writeRoleFiles } from '../keys-files';
import type { Settings } from '../settings';
import { freshDatabase, oneAtATime, testKeys, writeTestKeys } from './open-city';
import { openAt, type FrontDoor } from './open-gateway';

export interface GatewayByUrl extends FrontDoor {
  readonly databaseUrl: string;
  readonly data: string;
  readonly services: ReadonlyMap<string, Serving>;
}

/** All that a service needs of the installation, and nothing else. */
function folderOf(data: string, service: string): string {
  const own = join(data, service);
  mkdirSync(own);
  for (const file of ['keys.json', `role-${service}.json`, 'gateway-key.public.json']) copyFileSync(join(data, file), join(own, file));
  return own;
}

/** Every service behind an address of its own, with the gateway in front that knows no database. */
export async function openGatewayByUrl(postgresUrl: string, name: string, { first, ...changes }: Partial<Settings> & { readonly first?: object | null } = {}): Promise<GatewayByUrl> {
  const data = mkdtempSync(join(tmpdir(), 'moduan-by-url-'));
  writeTestKeys(data);
  await readSigningKey(data);
  const databaseUrl = await freshDatabase(postgresUrl, name);
  const services = new Map<string, Serving>();
  const door = await oneAtATime(postgresUrl, async () => {
    const secrets = new SecretBox(testKeys);
    writeRoleFiles(data, secrets, definitions.map(({ name: service }) => service));
    await migrateAll({ ownerUrl: databaseUrl, secrets }, () => undefined);
    const own = Object.assign(new URL(databaseUrl), { username: '', password: '' }).toString();
    for (const definition of definitions) services.set(definition.name, await serveService(definition, { databaseUrl: own, host: '127.0.0.1', port: 0, data: folderOf(data, definition.name), logLevel: 'silent', files: changes.files }));
    return openAt({ data, databaseUrl: undefined, services: new Map([...services].map(([each, { url }]) => [each, url])), ...changes }, first);
  });
  return {
    ...door,
    databaseUrl,
    data,
    services,
    close: async () => {
      await door.close();
      for (const service of services.values()) await service.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
