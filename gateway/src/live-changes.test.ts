import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { FRESH_MS } from './events/event-routes';
import { LOOK_MS } from './events/live-streams';
import { rowsOf } from './testing/held-lock';
import { listen, type Listening } from './testing/listen';
import { dataOf } from './testing/open-city';
import { openGateway, type FrontDoor, type Gateway, type Visitor } from './testing/open-gateway';
import { openGatewayByUrl, type GatewayByUrl } from './testing/open-gateway-by-url';
import { appoint } from './testing/staff';

const [A, B] = ['430681119', '430681104'];
interface Shape {
  readonly door: FrontDoor;
  readonly databaseUrl: string;
  readonly first: Visitor;
  readonly officer: Visitor;
  readonly foreign: Visitor;
}
let [one, many]: [Gateway, GatewayByUrl] = [] as never;
const shapes: Record<string, Shape> = {};
const amend = ['premises.read', 'premises.create', 'premises.amend', 'premises.end', 'premises.transfer', 'premises.import', 'area.read', 'unit.read', 'person.read'];

async function shapeOf(door: FrontDoor, databaseUrl: string): Promise<Shape> {
  const first = await door.signIn('first');
  for (const input of [{ code: '430681', name: '汨罗市' }, { code: A, name: '新市镇' }, { code: B, name: '古培镇' }]) dataOf(await first.ask('mutation M($i: CreateAreaInput!) { made: createArea(input: $i) { id } }', { i: input }));
  const [officer, foreign] = [await appoint(door, first, { username: 'officer', areaCode: A, permissions: amend }), await appoint(door, first, { username: 'foreign', areaCode: B, permissions: amend })];
  return { door, databaseUrl, first, officer, foreign };
}
beforeAll(async () => {
  one = await openGateway(inject('postgresUrl'), 'live_one');
  many = await openGatewayByUrl(inject('postgresUrl'), 'live_by_url');
  shapes['in one process'] = await shapeOf(one, one.city.url);
  shapes['by URL'] = await shapeOf(many, many.databaseUrl);
}, 120_000);
afterAll(async () => {
  await one.close();
  await many.close();
});

const open: Listening[] = [];
const hearing = async (visitor: Visitor): Promise<Listening> => {
  const its = await listen(visitor);
  open.push(its);
  return its;
};
afterEach(() => open.splice(0).forEach((its) => its.stop()));

const create = async (visitor: Visitor, areaCode: string, name = '百货') => (dataOf(await visitor.ask('mutation M($i: CreatePremisesInput!) { made: createPremises(input: $i) { id } }', { i: { name, kind: 'SHOP', areaCode } })).made as { id: string }).id;
const change = async (visitor: Visitor, id: string, version: number, address: string) => dataOf(await visitor.ask('mutation M($i: AmendPremisesInput!) { amendPremises(input: $i) { id } }', { i: { id, version, address } }));
const told = ({ heard }: Listening, id: string) => heard.filter((each) => each.id === id).map(({ kind }) => kind);
const created = async (its: Listening, visitor: Visitor): Promise<string> => {
  const id = await create(visitor, A);
  await vi.waitFor(() => expect(told(its, id)).toEqual(['Premises']), { timeout: 10_000 });
  return id;
};
/** What was committed before is told before: until this one is heard, nothing is left to be waited for. */
async function until(its: Listening, visitor: Visitor, areaCode: string): Promise<void> {
  const id = await create(visitor, areaCode, '最后');
  await vi.waitFor(() => expect(told(its, id)).toEqual(['Premises']), { timeout: 10_000 });
}

describe.each(['in one process', 'by URL'])('%s', (name) => {
  let its: Shape;
  beforeAll(async () => {
    its = shapes[name]!;
    // The first stream lets the gateway listen.
    const stream = await listen(its.officer);
    await vi.waitFor(async () => {
      await create(its.officer, A, '开始');
      if (!stream.heard.length) throw new Error('nothing is heard yet');
    }, { timeout: 15_000, interval: 200 });
    stream.stop();
  });

  it('tells who may read a record that it changed: what and when, and nothing else', async () => {
    const stream = await hearing(its.officer);
    expect([stream.status, stream.headers.get('content-type'), stream.headers.get('cache-control')]).toEqual([200, 'text/event-stream; charset=utf-8', 'no-store']);
    const id = await create(its.officer, A);
    await change(its.officer, id, 1, '新市街 1 号');
    await vi.waitFor(() => expect(told(stream, id)).toEqual(['Premises', 'Premises']), { timeout: 10_000 });
    expect(Object.keys(stream.heard[0]!)).toEqual(['kind', 'id', 'at']);
    expect(stream.text()).not.toMatch(/新市街|430681|officer/);
  });

  it('tells another town nothing', async () => {
    const [own, other] = [await hearing(its.officer), await hearing(its.foreign)];
    const id = await create(its.officer, A);
    await change(its.officer, id, 1, '新市街 2 号');
    await until(own, its.officer, A);
    await until(other, its.foreign, B);
    expect(told(own, id)).toEqual(['Premises', 'Premises']);
    expect(other.heard.map(({ kind }) => kind)).toEqual(['Premises']);
  });

  it('tells both towns of a record that moves from one to the other', async () => {
    const [from, to] = [await hearing(its.officer), await hearing(its.foreign)];
    const id = (dataOf(await its.first.ask('mutation M($i: CreateUnitInput!) { made: createUnit(input: $i) { id } }', { i: { name: '救援站', kind: 'OTHER', areaCode: A } })).made as { id: string }).id;
    dataOf(await its.first.ask('mutation M($i: AmendUnitInput!) { amendUnit(input: $i) { id } }', { i: { id, version: 1, areaCode: B } }));
    await vi.waitFor(() => expect([told(from, id), told(to, id)]).toEqual([['Unit', 'Unit'], ['Unit']]), { timeout: 10_000 });
  });

  it('tells of what belongs to a record and stands in no column of it', async () => {
    const stream = await hearing(its.officer);
    const id = await created(stream, its.officer);
    const answer = await its.officer.fetch(`/files/enterprises/premisesList/${id}`, { method: 'POST', headers: { 'content-type': 'x/y' }, body: '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n' });
    expect(answer.status).toBe(201);
    await vi.waitFor(() => expect(told(stream, id)).toEqual(['Premises', 'Premises']), { timeout: 10_000 });
  });

  it('tells of what was refused or undone nothing', async () => {
    const stream = await hearing(its.officer);
    const id = await created(stream, its.officer);
    for (const input of [{ id, version: 7, address: 'x' }, { id, version: 1, name: '' }]) expect((await its.officer.ask('mutation M($i: AmendPremisesInput!) { amendPremises(input: $i) { id } }', { i: input })).errors).toBeDefined();
    await until(stream, its.officer, A);
    expect(told(stream, id)).toEqual(['Premises']);
  });

  it('tells of a register that somebody may not read nothing, though it is of their area', async () => {
    const shopkeeper = await appoint(its.door, its.first, { username: `reader-${name.length}`, areaCode: A, permissions: ['unit.read'] });
    const stream = await hearing(shopkeeper);
    const id = await create(its.officer, A);
    const unit = (dataOf(await its.first.ask('mutation M($i: CreateUnitInput!) { made: createUnit(input: $i) { id } }', { i: { name: '站', kind: 'OTHER', areaCode: A } })).made as { id: string }).id;
    await vi.waitFor(() => expect(told(stream, unit)).toEqual(['Unit']), { timeout: 10_000 });
    expect(told(stream, id)).toEqual([]);
  });

  it('tells of a shared record the unit that it is shared with', async () => {
    const joint = await appoint(its.door, its.first, { username: `joint-${name.length}`, areaCode: B, permissions: ['premises.read', 'unit.read'] });
    const unitId = (dataOf(await its.first.ask('query Q($s: String!) { units(filter: { search: $s }) { nodes { id } } }', { s: `joint-${name.length}` })).units as { nodes: { id: string }[] }).nodes[0]!.id;
    const sharer = await appoint(its.door, its.first, { username: `sharer-${name.length}`, areaCode: A, permissions: [...amend, 'premises.share'] });
    const id = await create(its.officer, A);
    // As the event that carries it between services would.
    await rowsOf(its.databaseUrl, 'insert into enterprises.unit_copy (id, version) values ($1, 1) on conflict do nothing', [unitId]);
    const [stream, other] = [await hearing(joint), await hearing(its.foreign)];
    dataOf(await sharer.ask('mutation M($i: SharePremisesInput!) { sharePremises(input: $i) { id } }', { i: { id, unitId, reason: '联合检查' } }));
    await change(its.officer, id, 1, '新市街 3 号');
    await vi.waitFor(() => expect(told(stream, id)).toEqual(['Premises', 'Premises']), { timeout: 10_000 });
    await until(other, its.foreign, B);
    expect(told(other, id)).toEqual([]);
  });

  it('ends within five seconds when the holder signs out, and when the account is ended', async () => {
    const id = await appointed(its, `leaver-${name.length}`);
    const [leaver, ended] = [await its.door.signIn(`leaver-${name.length}`), await its.door.signIn(`leaver-${name.length}`)];
    const [stream, other] = [await hearing(leaver), await hearing(ended)];
    await leaver.fetch('/session', { method: 'DELETE' });
    await vi.waitFor(() => expect(stream.endedAt()).toBeDefined(), { timeout: 8_000 });
    expect(other.endedAt()).toBeUndefined();
    dataOf(await its.first.ask('mutation M($i: EndAccountInput!) { endAccount(input: $i) { id } }', { i: { id, version: (await versionOf(its, id)), reason: '离岗' } }));
    await vi.waitFor(() => expect(other.endedAt()).toBeDefined(), { timeout: 8_000 });
    expect(LOOK_MS + FRESH_MS).toBeLessThan(5_000);
  }, 30_000);

  it('is opened to nobody who is not signed in, and to each so often', async () => {
    expect((await its.door.fetch('/events')).status).toBe(401);
    await appointed(its, `collector-${name.length}`);
    const collector = await its.door.signIn(`collector-${name.length}`);
    const statuses: number[] = [];
    for (let i = 0; i < 9; i += 1) statuses.push((await hearing(collector)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 429]);
    open.pop();
    open.splice(-8).forEach((stream) => stream.stop());
    await vi.waitFor(async () => expect((await hearing(collector)).status).toBe(200), { timeout: 5_000 });
  });

  it('says that something may have been missed when its connection was lost', async () => {
    const stream = await hearing(its.officer);
    await rowsOf(its.databaseUrl, "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'moduan changes' and datname = current_database()");
    await vi.waitFor(() => expect(stream.events).toContain('missed'), { timeout: 10_000 });
    await until(stream, its.officer, A);
  });
});

it('of a file it is told once that the register changed, and to the town alone', async () => {
  const its = shapes['in one process']!;
  const [own, other] = [await hearing(its.officer), await hearing(its.foreign)];
  const rows = Array.from({ length: 60 }, (_, i) => `导入店 ${i},SHOP,${A}`).join('\n');
  const sent = await its.officer.fetch('/imports/enterprises/premisesList', { method: 'POST', headers: { 'x-file-name': 'a.csv', 'content-type': 'text/csv' }, body: `name,kind,areaCode\n${rows}\n` });
  const { id } = (await sent.json()) as { id: string };
  await vi.waitFor(async () => expect(dataOf(await its.officer.ask('query Q($id: ID!) { run: enterprisesImport(id: $id) { state } }', { id })).run).toEqual({ state: 'CHECKED' }), { timeout: 15_000 });
  dataOf(await its.officer.ask('mutation W($i: WriteImportInput!) { writeEnterprisesImport(input: $i) { state } }', { i: { id, take: 'GOOD' } }));
  await until(own, its.officer, A);
  await until(other, its.foreign, B);
  expect(own.heard.filter(({ kind, id: of }) => kind === 'Premises' && of === null)).toHaveLength(1);
  expect(other.heard.filter(({ id: of }) => of === null)).toEqual([]);
  expect(own.heard.length).toBeLessThan(5);
});

const appointed = async ({ door, first }: Shape, username: string): Promise<string> => {
  await appoint(door, first, { username, areaCode: A, permissions: ['premises.read'] });
  return (dataOf(await first.ask('query Q($u: String!) { accounts(filter: { search: $u }) { nodes { id } } }', { u: username })).accounts as { nodes: { id: string }[] }).nodes[0]!.id;
};
const versionOf = async ({ first }: Shape, id: string) => (dataOf(await first.ask('query Q($id: ID!) { account(id: $id) { version } }', { id })).account as { version: number }).version;
