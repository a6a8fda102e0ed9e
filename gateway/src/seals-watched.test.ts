import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { sealAudit, SecretBox, verifyAudit } from '@moduan/kernel';
import { definitions } from './composition';
import { rowsOf } from './testing/held-lock';
import { testKeys } from './testing/open-city';
import { openGateway, type FrontDoor, type Gateway } from './testing/open-gateway';
import { openGatewayByUrl } from './testing/open-gateway-by-url';
import { appoint } from './testing/staff';
import { sealAll } from './testing/seal-all';

const HOUR = 3600;
let gateway: Gateway;
let owner: Client;
beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'seals_watched');
  owner = new Client({ connectionString: gateway.city.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await gateway.close();
});

const settings = () => ({ ownerUrl: gateway.city.url, secrets: new SecretBox(testKeys) });
const gauge = async (door: FrontDoor) => {
  const watcher = await appoint(door, await door.signIn('first'), { username: `watcher${Date.now()}`, areaCode: '430681', permissions: ['metrics.read'] });
  const metrics = await watcher.fetch('/metrics');
  expect(metrics.status).toBe(200);
  const [, seconds] = /^moduan_audit_unsealed_seconds (\S+)$/m.exec(await metrics.text()) ?? [];
  return seconds === undefined ? undefined : Number(seconds);
};

it('sealing that stands still is seen: in the metrics, and by the command', async () => {
  // Whoever holds a transaction open keeps everything after it from being sealed.
  await owner.query('begin');
  await owner.query('select pg_current_xact_id()');
  await rowsOf(gateway.city.url, `insert into enterprises.refused_attempt (id, version, created_at, created_by, created_by_name, updated_at, area_code, operation, code, address, request_id, mac)
    values (gen_random_uuid(), 1, now() - interval '1 hour', 'x', 'x', now(), '430681', 'x', 'FORBIDDEN', '127.0.0.1', 'x', '')`);
  await sealAudit(settings(), definitions);
  const seconds = await gauge(gateway);
  expect([seconds! >= HOUR, seconds! < HOUR + 120]).toEqual([true, true]);
  const { unsealed, unsealedSince: since } = await verifyAudit(owner, settings(), definitions);
  expect([unsealed > 0, Math.round((Date.now() - since!.getTime()) / 1000) >= HOUR]).toEqual([true, true]);
  await owner.query('commit');
  await sealAll(owner, settings());
});

it('nothing is said of it where nobody knows: services by their addresses without a worker', async () => {
  const byUrl = await openGatewayByUrl(inject('postgresUrl'), 'seals_watched_by_url');
  try {
    expect(await gauge(byUrl)).toBeUndefined();
  } finally {
    await byUrl.close();
  }
});
