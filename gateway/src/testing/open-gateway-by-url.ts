import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretBox } from '@moduan/kernel';
import { serveService, type Serving } from '@moduan/kernel/serving/serve-service';
import { readSigningKey } from '@moduan/kernel/trust/statement-keys';
import { definitions, migrateAll } from '../composition';
import type { Settings } from '../settings';
import { freshDatabase, oneAtATime, testKeys } from './open-city';
import { openAt, type FrontDoor } from './open-gateway';

export interface GatewayByUrl extends FrontDoor {
  readonly databaseUrl: string;
  readonly data: string;
  readonly services: ReadonlyMap<string, Serving>;
}

/** Every service behind an address of its own, with the gateway in front that knows no database. */
export async function openGatewayByUrl(postgresUrl: string, name: string, changes: Partial<Settings> = {}): Promise<GatewayByUrl> {
  const data = mkdtempSync(join(tmpdir(), 'moduan-by-url-'));
  writeFileSync(join(data, 'keys.json'), JSON.stringify(testKeys));
  await readSigningKey(data);
  const databaseUrl = await freshDatabase(postgresUrl, name);
  const services = new Map<string, Serving>();
  const door = await oneAtATime(postgresUrl, async () => {
    await migrateAll({ ownerUrl: databaseUrl, secrets: new SecretBox(testKeys) }, () => undefined);
    const own = Object.assign(new URL(databaseUrl), { username: '', password: '' }).toString();
    for (const definition of definitions) services.set(definition.name, await serveService(definition, { databaseUrl: own, host: '127.0.0.1', port: 0, data, logLevel: 'silent' }));
    return openAt({ data, databaseUrl: undefined, services: new Map([...services].map(([each, { url }]) => [each, url])), ...changes });
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
