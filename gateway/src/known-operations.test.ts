import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { RequestContext } from '@moduan/kernel';
import { tellErrors } from './graph/apollo';
import { KnownOperations } from './graph/known-operations';
import { limits } from './limits/limits';
import { holdLock } from './testing/held-lock';
import { personOf } from './testing/open-city';
import { openGateway, type Gateway, type Visitor } from './testing/open-gateway';
import { openGraph } from './testing/open-graph';
import { appoint } from './testing/staff';

const UNITS = 'query Units($first: Int, $filter: UnitFilter) { units(first: $first, filter: $filter) { nodes { __typename id name areaCode area { name } } pageInfo { hasNextPage endCursor } totalCount } }';
const UNIT = 'query Unit($id: ID!) { unit(id: $id) { name } people(first: 1) { totalCount } }';
const NEW = 'mutation New($input: CreateUnitInput!) { made: createUnit(input: $input) { name } }';
const OLDER = 'query Older { units { nodes { colour } } }';
const TWO = 'query One { units { totalCount } } query Other { people { totalCount } }';
const DEEP = `query Deep { units { nodes ${'{ parent '.repeat(12)} { id } ${'}'.repeat(12)} } }`;

let folder: string;
let gateway: Gateway;
let analyst: Visitor;
let known: KnownOperations;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'moduan-known-'));
  writeFileSync(join(folder, 'operations.json'), JSON.stringify([UNITS, UNIT, NEW, OLDER, TWO, DEEP]));
  gateway = await openGateway(inject('postgresUrl'), 'known_operations', undefined, { operations: join(folder, 'operations.json') });
  analyst = await appoint(gateway, await gateway.signIn('first'), { username: 'analyst', areaCode: '430681', permissions: ['unit.read', 'area.read', 'unit.create'] });
  const { supergraph } = await openGraph(gateway.city);
  known = new KnownOperations(supergraph, limits().validationRules, tellErrors(() => undefined));
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

type Sent = Readonly<Record<string, unknown>>;

/** All that a client sees of an answer; the number of the request is another each time. */
async function answered(body: Sent, headers: Record<string, string> = {}): Promise<{ readonly status: number; readonly headers: object; readonly text: string }> {
  const answer = await analyst.fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const { 'x-request-id': _number, date: _now, 'keep-alive': _kept, ...its } = Object.fromEntries(answer.headers);
  const text = (await answer.text()).replaceAll(/"requestId":"[^"]+"/g, '"requestId":"…"');
  return { status: answer.status, headers: { ...its, 'content-length': text.length }, text };
}

/** The same text with a sign more is none of the portal's: it goes through Apollo Server. */
const inGeneral = (body: Sent): Sent => ({ ...body, query: `${body.query as string} ` });

interface Told {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

/** The codes of its errors, or that there are none and something was found. */
function outcomeOf({ text }: { readonly text: string }): string {
  const { data, errors = [] } = JSON.parse(text) as Told;
  return errors.map(({ extensions }) => extensions.code).sort().join(' ') || (data ? 'DATA' : '');
}

/** Whether it is run without Apollo Server: looked at by itself, both ways are to answer alike. */
async function isKnown({ query, ...asked }: Sent): Promise<boolean> {
  const context = new RequestContext(personOf('analyst', [{ prefix: '430681' }]), 'test', '127.0.0.1');
  return (await known.run(query as string, asked, context)) !== undefined;
}

describe('an operation of the portal is answered like every other', () => {
  it.each<[string, Sent, 'known' | 'general', string]>([
    ['a list', { query: UNITS }, 'known', 'DATA'],
    ['with variables', { query: UNITS, variables: { first: 1, filter: { ended: false } }, operationName: 'Units' }, 'known', 'DATA'],
    ['with null for variables and name', { query: UNITS, variables: null, operationName: null }, 'known', 'DATA'],
    ['a page too large', { query: UNITS, variables: { first: 300 } }, 'known', 'INVALID_INPUT'],
    ['a variable of the wrong type', { query: UNITS, variables: { first: 'many' } }, 'general', 'BAD_USER_INPUT'],
    ['an option that there is not', { query: UNITS, variables: { filter: { kind: ['CASTLE'] } } }, 'general', 'BAD_USER_INPUT'],
    ['a variable missing', { query: UNIT }, 'general', 'BAD_USER_INPUT'],
    ['variables that are a list', { query: UNIT, variables: ['x'] }, 'general', 'BAD_REQUEST'],
    ['the name of another operation', { query: UNITS, operationName: 'Others' }, 'general', 'OPERATION_RESOLUTION_FAILURE'],
    ['a name that is none', { query: UNITS, operationName: 5 }, 'general', 'BAD_REQUEST'],
    ['a record that is not there, beside what the post does not read', { query: UNIT, variables: { id: '018f0000-0000-7000-8000-000000000000' } }, 'known', 'FORBIDDEN NOT_FOUND'],
    ['a change that names what is missing', { query: NEW, variables: { input: { name: ' ', kind: 'BUREAU', areaCode: '43' } } }, 'known', 'INVALID_INPUT'],
    ['a field of an older schema', { query: OLDER }, 'general', 'GRAPHQL_VALIDATION_FAILED'],
    ['two operations, one named', { query: TWO, operationName: 'One' }, 'general', 'DATA'],
    ['two operations, none named', { query: TWO }, 'general', 'OPERATION_RESOLUTION_FAILURE'],
    ['one that is too deep', { query: DEEP }, 'general', 'GRAPHQL_VALIDATION_FAILED'],
  ])('%s', async (_what, body, way, outcome) => {
    const answer = await answered(body);
    expect(outcomeOf(answer)).toBe(outcome);
    expect(answer).toEqual(await answered(inGeneral(body)));
    expect(await isKnown(body)).toBe(way === 'known');
  });

  it('a text with extensions, which the route gives to the general way', async () => {
    const body = { query: UNITS, extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } };
    const answer = await answered(body);
    expect(outcomeOf(answer)).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
    expect(answer).toEqual(await answered(inGeneral(body)));
  });

  it.each(['application/json', '*/*', 'application/graphql-response+json', 'application/graphql-response+json,application/json;q=0.9', 'application/json, application/graphql-response+json;q=0.1', 'text/html'])('asked for as %s', async (accept) => {
    expect(await answered({ query: UNITS }, { accept })).toEqual(await answered(inGeneral({ query: UNITS }), { accept }));
  });

  it('when it fails for a reason of our own: with a number, and no word of what it was', async () => {
    const breaking = await holdLock(gateway.city.url, 'alter table offices.unit rename column name to gone', []);
    const failed = Promise.all([answered({ query: UNITS }), answered(inGeneral({ query: UNITS }))]);
    await breaking.untilWaiting(4, 'offices');
    await breaking.commit();
    const [known, general] = await failed;
    expect(known).toEqual(general);
    expect(known).toMatchObject({ text: expect.stringMatching(/"code":"INTERNAL","requestId":"…"/) });
    expect(JSON.stringify(known)).not.toContain('gone');
  });
});
