import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { rowsOf } from './testing/held-lock';
import { openGatewayByUrl, type GatewayByUrl } from './testing/open-gateway-by-url';
import { appoint } from './testing/staff';

let gateway: GatewayByUrl;
beforeAll(async () => {
  gateway = await openGatewayByUrl(inject('postgresUrl'), 'headers_by_url');
});
afterAll(() => gateway.close());

/** What a client may try to be taken for, by the very headers with which the gateway speaks to services. */
const claims = { 'x-client-address': '203.0.113.9', 'x-forwarded-for': '203.0.113.9', 'x-request-id': 'forged', authorization: 'Statement forged', 'x-actor': 'first', 'x-user-id': 'first', 'x-role': 'administrator' };

it('passes nothing on that a client says of itself: address and number are the gateway’s, the person is that of the session', async () => {
  const first = await gateway.signIn('first');
  const office = await appoint(gateway, first, { username: 'office', areaCode: '430681119', permissions: ['unit.read', 'unit.export', 'unit.create'] });
  const headers = { ...claims, 'content-type': 'application/json' };
  const body = JSON.stringify({ query: 'mutation M($i: CreateUnitInput!) { createUnit(input: $i) { id } }', variables: { i: { name: 'Made', kind: 'OTHER', areaCode: '430681119' } } });
  const made = await office.fetch('/graphql', { method: 'POST', headers, body });
  const { data } = (await made.json()) as { data: { createUnit: { id: string } } };
  const file = await office.fetch('/exports/offices/units.csv', { headers });
  expect((await file.text()).split('\r\n').length).toBeGreaterThan(2);
  const trail = await rowsOf(gateway.databaseUrl, "select action, actor_name, address, request_id from offices.audit where record_id = $1 or action = 'unit.export' order by at", [data.createUnit.id]);
  const by = { actor_name: 'office', address: '127.0.0.1' };
  expect(trail).toEqual([{ action: 'unit.create', ...by, request_id: made.headers.get('x-request-id') }, { action: 'unit.export', ...by, request_id: file.headers.get('x-request-id') }]);
});

it('takes no statement at the front door, true or not', async () => {
  for (const path of ['/exports/offices/units.csv', '/session/all']) expect([path, (await gateway.fetch(path, { headers: claims })).status]).toEqual([path, 401]);
  expect((await gateway.fetch('/graphql', { method: 'POST', headers: { ...claims, 'content-type': 'application/json' }, body: '{"query":"{ units { totalCount } }"}' })).status).toBe(401);
});

it('has no door to what it asks services in its own name', async () => {
  const first = await gateway.signIn('first');
  for (const path of ['/calls/isEmpty', '/calls/findActor', '/exports/offices/../../calls/isEmpty', '/exports/offices/%2e%2e/%2e%2e/calls/isEmpty', '/imports/offices/..%2f..%2fcalls%2fisEmpty'])
    expect([path, (await first.fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status]).toEqual([path, path.includes('%2f') ? 400 : 404]);
});
