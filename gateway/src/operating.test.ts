import { request } from 'node:http';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { holdLock, rowsOf } from './testing/held-lock';
import { openGateway, PASSWORD, type Gateway } from './testing/open-gateway';

const json = { 'content-type': 'application/json', 'x-moduan': '1' };
const credentials = JSON.stringify({ username: 'first', password: PASSWORD });
const addressesOf = async (gateway: Gateway) => (await rowsOf(gateway.city.url, 'select address from offices.session order by created_at desc limit 1'))[0]!.address;

let plain: Gateway;
let behind: Gateway;
beforeAll(async () => {
  plain = await openGateway(inject('postgresUrl'), 'no_proxy');
  behind = await openGateway(inject('postgresUrl'), 'proxy', undefined, { trustedProxies: ['127.0.0.1'] });
});
afterAll(async () => {
  await plain.close();
  await behind.close();
});

const forwarded = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https', 'x-real-ip': '203.0.113.9', forwarded: 'for=203.0.113.9' };

it('believes nobody about addresses, unless a proxy is named in the settings', async () => {
  const answer = await plain.fetch('/session', { method: 'POST', headers: { ...json, ...forwarded }, body: credentials });
  expect(await addressesOf(plain)).toBe('127.0.0.1');
  expect(answer.headers.getSetCookie().join()).not.toMatch(/Secure/i);
});

it('takes the word of the proxy that is named: for the address in the trail, and for cookies that only https carries', async () => {
  const answer = await behind.fetch('/session', { method: 'POST', headers: { ...json, ...forwarded }, body: credentials });
  expect(await addressesOf(behind)).toBe('203.0.113.9');
  for (const cookie of answer.headers.getSetCookie()) expect(cookie).toMatch(/; Secure/i);
});

it('answers what is under way before it ends, and takes no more', async () => {
  const gateway = await openGateway(inject('postgresUrl'), 'stopping');
  const first = await gateway.signIn('first');
  const lock = await holdLock(gateway.city.url, 'lock table offices.unit in access exclusive mode', []);
  const asked = first.ask('{ units { totalCount } }');
  await lock.untilWaiting(1, 'offices');
  const closing = gateway.close();
  await expect.poll(() => fetch(`${gateway.url}/health/ready`).then(({ status }) => status, () => 'refused')).toBe('refused');
  await lock.release();
  expect(await asked).toEqual({ data: { units: { totalCount: 1 } } });
  await closing;
});

it('ends when a file that was under way has left: its connection, which was to be kept, is not waited for', async () => {
  const gateway = await openGateway(inject('postgresUrl'), 'leaving');
  const first = await gateway.signIn('first');
  const lock = await holdLock(gateway.city.url, 'lock table offices.unit in access exclusive mode', []);
  const file = first.fetch('/exports/offices/units.csv');
  await lock.untilWaiting(1, 'offices');
  const closing = gateway.close();
  await lock.release();
  expect(await (await file).text()).toContain('Bureau');
  await closing;
});

it('says while it drains that no more should be sent, and still answers', async () => {
  const gateway = await openGateway(inject('postgresUrl'), 'draining', undefined, { drainSeconds: 1 });
  const closing = gateway.close();
  const ready = await fetch(`${gateway.url}/health/ready`);
  expect([ready.status, await ready.json()]).toEqual([503, { ready: false, stopping: true }]);
  expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
  await closing;
});

it('numbers each request by itself, whatever the client calls it', async () => {
  const { headers } = await plain.fetch('/health/live', { headers: { 'x-request-id': 'mine' } });
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

it('reads no request whose headers are too long', async () => {
  const { hostname, port } = new URL(plain.url);
  const status = await new Promise((resolve, reject) => request({ hostname, port, path: '/health/live', headers: { 'x-long': 'x'.repeat(100_000) } }, (answer) => resolve(answer.resume().statusCode)).on('error', reject).end());
  expect(status).toBe(431);
});
