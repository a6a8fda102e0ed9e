import { generateKeyPair } from 'jose';
import { StatementIssuer } from '@moduan/kernel/trust/statement';
import { readSigningKey } from '@moduan/kernel/trust/statement-keys';
import { Actor } from '@moduan/kernel';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { holdLock, rowsOf } from './testing/held-lock';
import { dataOf, type Answer } from './testing/open-city';
import { openGateway, type FrontDoor, type Gateway, type Visitor } from './testing/open-gateway';
import { openGatewayByUrl, type GatewayByUrl } from './testing/open-gateway-by-url';
import { appoint } from './testing/staff';

const postgres = inject('postgresUrl');
const SECONDS = 2;
let one: Gateway;
let many: GatewayByUrl;
interface Shape {
  readonly door: FrontDoor;
  readonly databaseUrl: string;
  readonly first: Visitor;
  readonly office: Visitor;
}
const shapes: Shape[] = [];
beforeAll(async () => {
  one = await openGateway(postgres, 'one_process', undefined, { operationSeconds: SECONDS, changeSeconds: SECONDS + 1 });
  many = await openGatewayByUrl(postgres, 'by_url', { operationSeconds: SECONDS, changeSeconds: SECONDS + 1 });
  for (const [door, databaseUrl] of [[one, one.city.url], [many, many.databaseUrl]] as const) {
    const first = await door.signIn('first');
    for (const input of [{ code: '430681', name: '汨罗市' }, { code: '430681119', name: '新市镇' }]) dataOf(await first.ask('mutation M($i: CreateAreaInput!) { made: createArea(input: $i) { id } }', { i: input }));
    shapes.push({ door, databaseUrl, first, office: await appoint(door, first, { username: 'office', areaCode: '430681119', permissions: ['premises.read', 'premises.create', 'premises.amend', 'unit.read', 'grid.read', 'area.read'] }) });
  }
});
afterAll(async () => {
  await one.close();
  await many.close();
});

const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;
/** What does not differ from run to run. */
const plain = ({ data, errors }: Answer) => JSON.parse(JSON.stringify({ data, errors }, (key, value: unknown) => (key === 'requestId' || key === 'at' ? undefined : typeof value === 'string' ? value.replace(UUID, 'an id') : value))) as Answer;

describe('services by their addresses answer like those in one process', () => {
  const premises = { name: '新市百货', kind: 'SHOP', areaCode: '430681119' };
  it.each<[string, (shape: Shape) => Promise<Answer>]>([
    ['a record with what other services own', async ({ office }) => {
      dataOf(await office.ask('mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id } }', { i: premises }));
      return office.ask('{ premisesList { totalCount nodes { name area { code name path } history { action actorName changes { field from to } } } } }');
    }],
    ['fields at fault', ({ office }) => office.ask('mutation M($i: CreatePremisesInput!) { createPremises(input: $i) { id } }', { i: { ...premises, name: ' ', creditCode: '1', responsiblePhone: '12' } })],
    ['nothing there', ({ office }) => office.ask('{ premises(id: "00000000-0000-7000-8000-000000000000") { id } }')],
    ['not allowed', ({ office }) => office.ask('mutation M($i: CreateGridInput!) { createGrid(input: $i) { id } }', { i: { name: 'x', areaCode: '430681119001001' } })],
    ['another was first', async ({ office }) => {
      const { list } = dataOf(await office.ask('{ list: premisesList { nodes { id version } } }')) as { list: { nodes: { id: string; version: number }[] } };
      const input = { id: list.nodes[0]!.id, version: 1 };
      for (const name of ['一', '二']) await office.ask('mutation M($i: AmendPremisesInput!) { amendPremises(input: $i) { id } }', { i: { ...input, name } });
      return office.ask('mutation M($i: AmendPremisesInput!) { amendPremises(input: $i) { id } }', { i: { ...input, name: '三' } });
    }],
    ['a value that no type holds', ({ office }) => office.ask('{ premisesList(filter: { createdAt: { from: "nonsense" } }) { totalCount } }')],
    ['a variable of another type', ({ office }) => office.ask('query Q($n: Int) { premisesList(first: $n) { totalCount } }', { n: 'many' })],
    ['a page too long', ({ office }) => office.ask('{ premisesList(first: 5000) { totalCount } }')],
    ['a field that is not there', ({ office }) => office.ask('{ premisesList { nope } }')],
  ])('%s', async (_what, ask) => {
    const [inOne, byUrl] = [plain(await ask(shapes[0]!)), plain(await ask(shapes[1]!))];
    expect(byUrl).toEqual(inOne);
    expect(JSON.stringify(byUrl)).not.toMatch(/127\.0\.0\.1|postgres|serviceName/);
  });

  it('a bug: with a number and nothing else', async () => {
    for (const { office, databaseUrl } of shapes) {
      await rowsOf(databaseUrl, 'alter table enterprises.premises rename to premises_away');
      const { errors } = await office.ask('{ premisesList { totalCount } }');
      await rowsOf(databaseUrl, 'alter table enterprises.premises_away rename to premises');
      expect(errors).toEqual([{ message: expect.stringContaining('系统内部出错'), path: expect.any(Array), extensions: { code: 'INTERNAL', requestId: expect.any(String) } }]);
    }
  });

  it('files: a template, an upload, an export, and refusals of each', async () => {
    const told = await Promise.all(
      shapes.map(async ({ first, office }) => {
        const template = await first.fetch('/imports/offices/units/template.csv');
        const sent = await first.fetch('/imports/offices/units', { method: 'POST', headers: { 'x-file-name': encodeURIComponent('机构.csv'), 'content-type': 'application/octet-stream' }, body: '机构名称,类别\n某站,OTHER\n' });
        const exported = await first.fetch('/exports/offices/units.csv?columns=name');
        const refused = await office.fetch('/exports/enterprises/premisesList.csv');
        const unknown = await office.fetch('/exports/enterprises/nothing.csv');
        const { message } = (await refused.json()) as { message: string };
        return [template.status, await template.text(), sent.status, exported.status, exported.headers.get('content-disposition')?.slice(0, 40), await exported.text(), refused.status, message, unknown.status];
      }),
    );
    expect(told[1]).toEqual(told[0]);
    expect(told[0]![2]).toBe(202);
  });
});

describe('a service asked directly', () => {
  const { stringify } = JSON;
  const ask = (path: string, headers: Record<string, string>, body = stringify({ query: '{ units { totalCount } }' })) =>
    fetch(`${many.services.get('offices')!.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-moduan': '1', ...headers }, body });
  const actor = Actor.of({ id: 'made up', name: 'x', unitName: 'x', personId: null }, [{ permissions: ['unit.read', 'account.administer'], jurisdiction: [{ prefix: '430681' }] }], '430681');
  const own = async () => new StatementIssuer(await readSigningKey(many.data));

  it('answers nobody without a statement of the gateway: no cookie, no token, no header', async () => {
    const cookie = (await many.fetch('/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: stringify({ username: 'first', password: 'Wachtwoord-2026' }) })).headers.getSetCookie()[0]!;
    const token = cookie.split(';')[0]!.split('=')[1]!;
    const tries: Record<string, string>[] = [{}, { cookie }, { authorization: `Bearer ${token}` }, { authorization: `Statement ${token}` }, { 'x-user': 'first', 'x-role': 'admin', 'x-actor': stringify(actor.describe()) }];
    for (const headers of tries)
      for (const path of ['/graphql', '/calls/findActor', '/imports/offices/units']) expect([path, (await ask(path, headers)).status]).toEqual([path, 401]);
    expect((await fetch(`${many.services.get('offices')!.url}/exports/offices/units.csv`, { headers: { cookie } })).status).toBe(401);
  });

  it('believes the gateway, and neither another key nor a statement for another service', async () => {
    const statement = async (issuer: StatementIssuer, service: string) => ({ authorization: `Statement ${await issuer.statementFor(actor, service)}` });
    expect((await ask('/graphql', await statement(await own(), 'offices'))).status).toBe(200);
    expect((await ask('/graphql', await statement(await own(), 'grids'))).status).toBe(401);
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const { id } = await readSigningKey(many.data);
    expect((await ask('/graphql', await statement(new StatementIssuer({ id, key: privateKey }), 'offices'))).status).toBe(401);
  });

  it('lets no person use what the gateway asks in its own name, and the gateway not act as a person', async () => {
    const issuer = await own();
    const person = { authorization: `Statement ${await issuer.statementFor(actor, 'offices')}` };
    const gateway = { authorization: `Statement ${await issuer.ownStatement('offices')}` };
    expect((await ask('/calls/isEmpty', person, '{}')).status).toBe(401);
    expect((await ask('/graphql', gateway)).status).toBe(401);
    expect(await (await ask('/calls/isEmpty', gateway, '{}')).json()).toEqual({ answer: false });
    expect(await (await ask('/calls/constructor', gateway, '{}')).json()).toMatchObject({ refused: { code: 'NOT_FOUND' } });
  });
});

describe('in both shapes', () => {
  const list = JSON.stringify({ query: '{ premisesList { nodes { name } } }' });
  const json = { 'content-type': 'application/json' };
  const LOCK = 'lock table enterprises.premises in access exclusive mode';

  it('a client that goes away ends its work in the database', async () => {
    for (const { office, databaseUrl } of shapes) {
      const lock = await holdLock(databaseUrl, LOCK, []);
      const client = new AbortController();
      const asked = office.fetch('/graphql', { method: 'POST', headers: json, body: list, signal: client.signal });
      await lock.untilWaiting(1, 'enterprises');
      client.abort();
      await expect(asked).rejects.toThrow(/abort/i);
      await lock.untilIdle('enterprises');
      await lock.release();
      expect((await office.ask('{ premisesList { totalCount } }')).errors).toBeUndefined();
    }
  });

  it('a change that has begun is finished, though its client goes away', async () => {
    for (const { office, databaseUrl } of shapes) {
      const { list: found } = dataOf(await office.ask('{ list: premisesList { nodes { id version } } }')) as { list: { nodes: { id: string; version: number }[] } };
      const [{ id, version }] = found.nodes as [{ id: string; version: number }];
      const lock = await holdLock(databaseUrl, 'select from enterprises.premises where id = $1 for update', [id]);
      const client = new AbortController();
      const body = JSON.stringify({ query: 'mutation M($i: AmendPremisesInput!) { amendPremises(input: $i) { id } }', variables: { i: { id, version, name: `离开 ${version}` } } });
      const asked = office.fetch('/graphql', { method: 'POST', headers: json, body, signal: client.signal });
      await lock.untilWaiting(1, 'enterprises');
      client.abort();
      await expect(asked).rejects.toThrow(/abort/i);
      await lock.release();
      await expect.poll(async () => (await rowsOf(databaseUrl, 'select name from enterprises.premises where id = $1', [id]))[0]!.name).toBe(`离开 ${version}`);
    }
  });

  it('a change has more time than a question, and is undone when that is over', async () => {
    for (const { office, databaseUrl } of shapes) {
      const { list: found } = dataOf(await office.ask('{ list: premisesList { nodes { id version name } } }')) as { list: { nodes: { id: string; version: number; name: string }[] } };
      const [{ id, version, name }] = found.nodes as [{ id: string; version: number; name: string }];
      const lock = await holdLock(databaseUrl, 'select from enterprises.premises where id = $1 for update', [id]);
      const since = performance.now();
      const { errors } = await office.ask('mutation M($i: AmendPremisesInput!) { amendPremises(input: $i) { id } }', { i: { id, version, name: '太晚' } });
      expect(performance.now() - since).toBeGreaterThan(SECONDS * 1000);
      await lock.release();
      expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
      expect((await rowsOf(databaseUrl, 'select name from enterprises.premises where id = $1', [id]))[0]!.name).toBe(name);
    }
  });

  it('an operation that takes too long is stopped, told so, and leaves nothing running', async () => {
    for (const { office, databaseUrl } of shapes) {
      const lock = await holdLock(databaseUrl, LOCK, []);
      const { data, errors } = await office.ask('{ units { totalCount } premisesList { nodes { name } } }');
      await lock.untilIdle('enterprises');
      await lock.release();
      expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
      expect(errors).toHaveLength(1);
      expect(data).toMatchObject({ units: { totalCount: expect.any(Number) }, premisesList: null });
    }
  });
});

it('a service that is down costs its own part of the answer and is named once; the rest is there', async () => {
  const { office, first } = shapes[1]!;
  dataOf(await office.ask('mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id } }', { i: { name: '第二家', kind: 'SHOP', areaCode: '430681119' } }));
  await many.services.get('grids')!.close();
  const { data, errors } = await office.ask('{ premisesList { nodes { name area { name } } } grids { totalCount } }');
  expect(data).toMatchObject({ premisesList: { nodes: expect.arrayContaining([{ name: '第二家', area: null }]) }, grids: null });
  expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE', details: { service: 'grids' } } }]);
  const joined = await office.ask('{ premisesList { nodes { name area { name } } } }');
  expect(joined.data).toMatchObject({ premisesList: { nodes: expect.arrayContaining([{ name: '第二家', area: null }]) } });
  expect(joined.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE', details: { service: 'grids' } } }]);
  expect(JSON.stringify(joined.errors)).not.toMatch(/127\.0\.0\.1|ECONNREFUSED/);
  expect((await first.fetch('/exports/grids/grids.csv')).status).toBe(503);
  expect(await (await many.fetch('/health/ready')).json()).toMatchObject({ ready: true, services: { grids: false, offices: true } });
  await many.services.get('offices')!.close();
  const signIn = await many.fetch('/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: 'first', password: 'Wachtwoord-2026' }) });
  expect([signIn.status, await signIn.json()]).toMatchObject([503, { code: 'UNAVAILABLE', details: { service: 'offices' } }]);
  expect((await many.fetch('/health/ready')).status).toBe(503);
});
