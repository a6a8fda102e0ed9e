import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { rowsOf } from './testing/held-lock';
import { dataOf } from './testing/open-city';
import { openGateway, type Gateway, type Visitor } from './testing/open-gateway';
import { codeOf, program } from './testing/program';
import { appoint } from './testing/staff';

const [CITY, TOWN, OTHER] = ['430681', '430681102', '430681104'];
const UNITS = '{ units { totalCount } }';
let gateway: Gateway;
let administrator: Visitor;

beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'device_tokens');
  administrator = await gateway.signIn('first');
  for (const areaCode of [TOWN, OTHER]) dataOf(await administrator.ask('mutation U($i: CreateUnitInput!) { createUnit(input: $i) { id } }', { i: { name: `Office of ${areaCode}`, kind: 'EMERGENCY_OFFICE', areaCode } }));
});
afterAll(() => gateway.close());
afterEach(() => vi.useRealTimers());

const rows = (statement: string, values: unknown[] = []) => rowsOf(gateway.city.url, statement, values);
const later = (seconds: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });

describe('a device token', () => {
  const issue = (who: Visitor, more: object = {}) =>
    who.ask('mutation D($i: CreateDeviceTokenInput!) { createDeviceToken(input: $i) { token device { id name areaCode version } } }', { i: { name: '水位计 1', areaCode: TOWN, scopes: ['UNIT_READ', 'GRAPH_QUERY'], days: 30, ...more } });
  type Issued = { createDeviceToken: { token: string; device: { id: string; version: number } } };

  it('acts for a device in its area, within its scopes, and for no person', async () => {
    const { token } = (dataOf(await issue(administrator)) as Issued).createDeviceToken;
    expect(token).toMatch(/^mdd_[\w-]{43}[0-9a-f]{8}$/);
    expect(JSON.stringify(await rows('select * from offices.token_secret'))).not.toContain(token.slice(4, 47));
    const { ask, get } = program(gateway, token);
    expect((await get('/session')).body.actor).toMatchObject({ kind: 'device', name: '设备 水位计 1', permissions: ['graph.query', 'unit.read'], homeArea: { code: TOWN } });
    const { units } = (await ask('{ units { nodes { areaCode } } }')).body.data as { units: { nodes: { areaCode: string }[] } };
    expect([...new Set(units.nodes.map(({ areaCode }) => areaCode))]).toEqual([TOWN]);
    expect(codeOf(await ask('{ people { totalCount } }'))).toBe('FORBIDDEN');
    expect((await get('/session/tokens')).status).toBe(401);
  });

  it('is issued for the area of who issues it, and gives nothing that they may not do there', async () => {
    const issuer = await appoint(gateway, administrator, { username: 'issuer', areaCode: TOWN, permissions: ['device-token.create', 'device-token.read', 'device-token.end', 'unit.read', 'graph.query'] });
    expect(codeOf({ body: (await issue(issuer)) as never })).toBe('done');
    expect(codeOf({ body: (await issue(issuer, { areaCode: OTHER })) as never })).toBe('FORBIDDEN');
    expect(codeOf({ body: (await issue(issuer, { areaCode: CITY })) as never })).toBe('FORBIDDEN');
    expect(codeOf({ body: (await issue(issuer, { scopes: ['PERSON_READ'] })) as never })).toBe('FORBIDDEN');
    expect((await issue(administrator, { name: '', areaCode: 'x', scopes: ['ACCOUNT_ADMINISTER'], days: 400 })).errors![0]!.extensions).toMatchObject({ code: 'INVALID_INPUT', details: { fields: [{ path: 'name' }, { path: 'areaCode' }, { path: 'scopes' }, { path: 'days' }] } });
  });

  it('keeps in its history until when it holds, as a moment; entries of the first version too, that have it within quotes', async () => {
    const { device } = (dataOf(await issue(administrator)) as Issued).createDeviceToken;
    const read = async () => {
      const { it: its } = dataOf(await administrator.ask('query Q($id: ID!) { it: deviceToken(id: $id) { expiresAt history { changes { field to } } } }', { id: device.id })) as { it: { expiresAt: string; history: { changes: { field: string; to: string }[] }[] } };
      return [new Date(its.expiresAt).toISOString(), its.history[0]!.changes.find(({ field }) => field === 'expiresAt')!.to];
    };
    const [until, kept] = await read();
    expect(kept).toBe(until);
    await rows(`update offices.audit set changes = jsonb_build_array(jsonb_build_object('field', 'expiresAt', 'from', null, 'to', $2::text)) where record_id = $1`, [device.id, JSON.stringify(until)]);
    expect(await read()).toEqual([until, until]);
  });

  it('opens nothing once it has expired or been ended', async () => {
    const status = async (token: string) => (await program(gateway, token).ask(UNITS)).status;
    const first = (dataOf(await issue(administrator)) as Issued).createDeviceToken;
    const second = (dataOf(await issue(administrator)) as Issued).createDeviceToken;
    expect([await status(first.token), await status(second.token), await status(`mdp_${first.token.slice(4)}`)]).toEqual([200, 200, 401]);
    await rows("update offices.device_token set expires_at = now() - interval '1 second' where id = $1", [first.device.id]);
    dataOf(await administrator.ask('mutation E($i: EndDeviceTokenInput!) { endDeviceToken(input: $i) { id } }', { i: { id: second.device.id, version: second.device.version, reason: 'taken down' } }));
    later(6);
    expect([await status(first.token), await status(second.token)]).toEqual([401, 401]);
  });
});
