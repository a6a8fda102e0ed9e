import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { LIMITS } from './limits/limits';
import type { Answer } from './testing/open-city';
import { openGateway, type Gateway, type Visitor } from './testing/open-gateway';
import { appoint } from './testing/staff';

const OF_THE_PORTAL = 'query UnitCount { units { totalCount } }';
const json = { 'content-type': 'application/json' };
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

let folder: string;
let gateway: Gateway;
let analyst: Visitor;
let office: Visitor;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'moduan-operations-'));
  writeFileSync(join(folder, 'operations.json'), JSON.stringify([OF_THE_PORTAL]));
  gateway = await openGateway(inject('postgresUrl'), 'free_queries', undefined, { operations: join(folder, 'operations.json') });
  const first = await gateway.signIn('first');
  analyst = await appoint(gateway, first, { username: 'analyst', areaCode: '430681', permissions: ['unit.read', 'person.read', 'area.read', 'metrics.read'] });
  office = await appoint(gateway, first, { username: 'office', areaCode: '430681119', permissions: ['unit.read'], queries: false });
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

const send = async (visitor: Visitor, body: object) => {
  const answer = await visitor.fetch('/graphql', { method: 'POST', headers: json, body: JSON.stringify(body) });
  return { status: answer.status, ...((await answer.json()) as Answer) };
};
const persisted = (hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });

describe('whoever may not query freely', () => {
  it('runs the operations of the portal, by hash or by text', async () => {
    for (const body of [persisted(hashOf(OF_THE_PORTAL)), { query: OF_THE_PORTAL }]) expect(await send(office, body)).toMatchObject({ status: 200, data: { units: { totalCount: 1 } } });
  });

  it.each([
    ['another text', { query: '{ units { totalCount } }' }],
    ['the same with one sign more', { query: `${OF_THE_PORTAL} ` }],
    ['the schema', { query: getIntrospectionQuery() }],
    ['a text under the hash of another', { query: '{ people { totalCount } }', ...persisted(hashOf(OF_THE_PORTAL)) }],
    ['the name of a type', { query: '{ __typename }' }],
  ])('is refused %s', async (_what, body) => {
    expect(await send(office, body)).toMatchObject({ status: 403, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  it('is told to reload the page when its operation is of another version', async () => {
    for (const hash of [hashOf('query Old { units { totalCount } }'), '', 'x'.repeat(1000), '__proto__'])
      expect(await send(office, persisted(hash))).toMatchObject({ errors: [{ message: expect.stringContaining('刷新'), extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
  });

  it('runs what a newer build of the portal asks, without a restart', async () => {
    const newer = 'query PeopleCount { units { nodes { name } } }';
    writeFileSync(join(folder, 'operations.json'), JSON.stringify([OF_THE_PORTAL, newer]));
    utimesSync(join(folder, 'operations.json'), new Date(), new Date(Date.now() + 5_000));
    expect(await send(office, persisted(hashOf(newer)))).toMatchObject({ data: { units: { nodes: [{ name: 'Office of office' }] } } });
  });

  it('can not keep an operation for later by sending its text with the hash', async () => {
    const text = '{ units { nodes { id } } }';
    await send(analyst, { query: text, ...persisted(hashOf(text)) });
    expect(await send(office, persisted(hashOf(text)))).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
  });
});

describe('whoever may', () => {
  it('asks for the schema, with the meaning of its fields', async () => {
    const { data } = await send(analyst, { query: getIntrospectionQuery() });
    const { types } = (data as { __schema: { types: { name: string; fields: { description: string }[] | null }[] } }).__schema;
    expect(types.find(({ name }) => name === 'Unit')!.fields!.every(({ description }) => description)).toBe(true);
    expect(types.map(({ name }) => name)).not.toContain('_Entity');
  });

  it.each([
    ['one page of every field', '{ units(first: 200) { nodes { id name kind areaCode area { code name path } parent { name } history(first: 3) { action } } totalCount } }', true],
    ['the longest histories of the longest page', '{ units(first: 200) { nodes { id history(first: 100) { action changes { field from to } } } } }', false],
    ['a page of less than nothing beside it', '{ units(first: 200) { nodes { id n: history(first: -1000000) { id } history(first: 100) { action changes { field from to } } } } }', false],
    ['a list of less than nothing beside it', '{ officesImports(register: "units", first: -10000000) { id } units(first: 200) { nodes { id history(first: 100) { action changes { field from to } } } } }', false],
    ['the same page often', `{ ${Array.from({ length: 25 }, (_, i) => `a${i}: units(first: 200) { nodes { id name kind areaCode updatedAt createdAt version endReason endedAt headcount } }`).join(' ')} }`, false],
  ])('pays for %s: what costs too much is refused before it runs', async (_what, query, allowed) => {
    const { errors } = await send(analyst, { query });
    if (allowed) expect(errors).toBeUndefined();
    else expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED', allowed: LIMITS.cost, cost: expect.any(Number) } }]);
  });

  it('pays for pages that stand in variables too', async () => {
    const query = 'query Q($n: Int!) { units(first: $n) { nodes { id history(first: $n) { action changes { field } } } } }';
    expect((await send(analyst, { query, variables: { n: 10 } })).errors).toBeUndefined();
    expect(await send(analyst, { query, variables: { n: 200 } })).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
    expect(await send(analyst, { query, variables: { n: -200 } })).toMatchObject({ errors: [{ extensions: { code: 'INVALID_INPUT' } }] });
  });
});

it('shows the metrics to whoever may read them, and to nobody else', async () => {
  const metrics = await analyst.fetch('/metrics');
  expect([metrics.status, await metrics.text()]).toEqual([200, expect.stringMatching(/moduan_request_seconds_count\{method="POST",route="\/graphql",status="200"\} [1-9]/)]);
  expect((await office.fetch('/metrics')).status).toBe(403);
});
