import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { LIMITS } from './limits/limits';
import { openGateway, type Gateway, type Visitor } from './testing/open-gateway';

let gateway: Gateway;
let visitor: Visitor;
beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'graph_attacks');
  visitor = await gateway.signIn('first');
});
afterAll(() => gateway.close());

const json = { 'content-type': 'application/json' };
const refused = expect.stringMatching(/^(GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED|BAD_USER_INPUT)$/) as string;
const times = (count: number, text: (index: number) => string) => Array.from({ length: count }, (_, index) => text(index)).join(' ');

describe('what stands in fragments', () => {
  const nested = (depth: number) => `{ units { nodes { ...F0 } } } ${times(depth, (i) => `fragment F${i} on Unit { parent { ...F${i + 1} } }`)} fragment F${depth} on Unit { id }`;
  const inline = (depth: number) => `{ units { nodes { ${'... on Unit { '.repeat(depth)}id${' }'.repeat(depth)} } } }`;
  const aliases = (count: number) => `{ units { nodes { ...F } } } fragment F on Unit { ${times(count, (i) => `a${i}: id`)} }`;
  const spread = (count: number) => `{ units { nodes { ${times(count, (i) => `a${i}: parent { ...F }`)} } } } fragment F on Unit { b: id c: name }`;
  const directives = (count: number) => `{ units { nodes { ...F } } } fragment F on Unit { ${times(count, (i) => `${i % 2 ? 'id' : 'name'} @include(if: true)`)} }`;

  it.each([
    ['depth', nested(LIMITS.depth), nested(2)],
    ['depth without fields', inline(LIMITS.depth), inline(4)],
    ['aliases', aliases(LIMITS.aliases + 1), aliases(LIMITS.aliases)],
    ['aliases, wherever they are spread', spread(11), spread(10)],
    ['directives', directives(LIMITS.directives + 1), directives(LIMITS.directives)],
  ])('counts like what stands outside of them: %s', async (_what, tooMuch, allowed) => {
    expect(await visitor.ask(tooMuch)).toMatchObject({ errors: [{ extensions: { code: refused }, message: expect.stringContaining('limit') }] });
    expect((await visitor.ask(allowed)).errors).toBeUndefined();
  });

  it.each([
    ['itself', 'fragment A on Unit { id ...A }'],
    ['itself by a way round', 'fragment A on Unit { id ...B } fragment B on Unit { name ...C } fragment C on Unit { kind ...A }'],
    ['itself behind a relation', 'fragment A on Unit { parent { ...A } }'],
  ])('that spreads %s is refused', async (_what, fragments) => {
    expect(await visitor.ask(`{ units { nodes { ...A } } } ${fragments}`)).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining({ extensions: expect.objectContaining({ code: refused }) })]) });
  });

  it('that spreads others again and again is refused before it is unfolded', async () => {
    const [levels, wide] = [3, 400];
    const bomb = `{ units { nodes { ...F0 } } } ${times(levels, (i) => `fragment F${i} on Unit { ${`...F${i + 1} `.repeat(wide)} }`)} fragment F${levels} on Unit { id }`;
    expect(await visitor.ask(bomb)).toMatchObject({ errors: [{ message: expect.stringContaining('unfolds'), extensions: { code: refused } }] });
  });
});

describe('an operation', () => {
  it.each([
    ['parts later', '{ units { totalCount ... @defer { nodes { id } } } }'],
    ['lists one by one', '{ units { nodes @stream(initialCount: 1) { id } } }'],
    ['what no directive is for', '{ units @nothing { totalCount } }'],
    ['a directive of the plan', '{ units @join__field(graph: OFFICES) { totalCount } }'],
    ['live updates', 'subscription { units { totalCount } }'],
  ])('that asks for %s is refused', async (_what, query) => {
    expect(await visitor.ask(query)).toMatchObject({ errors: [{ extensions: { code: refused } }] });
  });

  it('asks for the schema no deeper than the schema goes', async () => {
    const deep = `{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }`;
    expect(await visitor.ask(deep)).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining({ extensions: expect.objectContaining({ code: refused }) })]) });
    expect((await visitor.ask(getIntrospectionQuery())).errors).toBeUndefined();
  });

  it('is told nothing of how it was carried out', async () => {
    const headers = { ...json, 'apollo-federation-include-trace': 'ftv1', 'apollo-query-plan-experimental': '1', 'apollo-include-query-plan': '1', 'x-apollo-tracing': '1', 'hive-expose-query-plan': '1' };
    for (const query of ['{ units { totalCount } }', '{ unit(id: "x") { id } }', '{ nothing }']) {
      const answer = await visitor.fetch('/graphql', { method: 'POST', headers, body: JSON.stringify({ query, extensions: { tracing: true } }) });
      const text = await answer.text();
      expect(Object.keys(JSON.parse(text) as object).filter((key) => !['data', 'errors'].includes(key))).toEqual([]);
      expect(text).not.toMatch(/ftv1|stacktrace|queryPlan|serviceName|node_modules|\.ts:/i);
    }
  });

  it.each([
    '{ unit(id: "1") { nam } }', '{ unts { totalCount } }', '{ units(frst: 1) { totalCount } }', '{ units(filter: { kin: [BUREAU] }) { totalCount } }', '{ units(filter: { kind: [BUREA] }) { totalCount } }', '{ units { ... on Unt { id } } }',
  ])('is told no name that it did not write: %s', async (query) => {
    const { errors } = await visitor.ask(query);
    expect(errors!.map(({ message }) => message).join()).not.toMatch(/did you mean/i);
    expect(errors).toMatchObject([{ extensions: { code: refused } }]);
  });

  it.each([{ kin: ['BUREAU'] }, { kind: ['BUREA'] }])('is told no name that stands beside a variable: %j', async (f) => {
    const { errors } = await visitor.ask('query Q($f: UnitFilter) { units(filter: $f) { totalCount } }', { f });
    expect([errors!.length, errors![0]!.extensions.code, errors![0]!.message]).toEqual([1, 'BAD_USER_INPUT', expect.not.stringMatching(/did you mean/i)]);
  });
});

describe('nobody', () => {
  const bodies: readonly (readonly [string, unknown])[] = [
    ['the schema', { query: getIntrospectionQuery() }], ['a mistyped name', { query: '{ unts { totalCount } }' }], ['what can not be read', { query: '{' }],
    ['several at once', [{ query: '{ __typename }' }]], ['a name of a type', { query: '{ __typename }' }], ['by a hash', { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }], ['nothing', {}],
  ];
  it.each(bodies)('is told to sign in, whatever is asked: %s', async (_what, body) => {
    const answer = await gateway.fetch('/graphql', { method: 'POST', headers: { ...json, 'apollo-federation-include-trace': 'ftv1' }, body: JSON.stringify(body) });
    expect([answer.status, await answer.json()]).toEqual([401, { errors: [{ message: '请先登录', extensions: { code: 'UNAUTHENTICATED' } }] }]);
  });
});

describe('a page of another site', () => {
  it('is given no leave to ask: neither to read an answer nor to send the header', async () => {
    const foreign = { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type,x-moduan' };
    for (const path of ['/graphql', '/session', '/exports/offices/units.csv']) {
      for (const method of ['OPTIONS', 'GET', 'POST']) {
        const { headers } = await gateway.fetch(path, { method, headers: { ...foreign, ...(method === 'POST' ? json : {}) }, ...(method === 'POST' ? { body: '{}' } : {}) });
        expect([path, method, [...headers.keys()].filter((name) => name.startsWith('access-control'))]).toEqual([path, method, []]);
      }
    }
  });
});

describe('a body', () => {
  const send = (body: string | Buffer, more: object = {}) => visitor.fetch('/graphql', { method: 'POST', headers: { ...json, ...more }, body: body as BodyInit });

  it.each(['{"query":"{ units { totalCount } }","__proto__":{"x":1}}', '{"query":"{ units { totalCount } }","variables":{"__proto__":{"first":1}}}', '{"query":"{ units { totalCount } }","constructor":{"prototype":{"x":1}}}'])(
    'that would change what all objects have is refused: %s', async (body) => {
      expect((await send(body)).status).toBe(400);
    });

  it('that is packed is not unpacked', async () => {
    const { gzipSync } = await import('node:zlib');
    const answer = await send(gzipSync('{"query":"{ units { totalCount } }"}'), { 'content-encoding': 'gzip' });
    expect(answer.status).toBe(400);
  });

  it('that comes too slowly is not waited for', () => {
    const { requestTimeout, headersTimeout } = gateway.running.app.server;
    expect([requestTimeout > 0 && requestTimeout <= 900_000, headersTimeout > 0 && headersTimeout <= 60_000]).toEqual([true, true]);
  });

  it('nested as deep as it can be written is refused like any other', async () => {
    const deep = (length: number) => `{"query":"query Q($f: UnitFilter) { units(filter: $f) { totalCount } }","variables":{"f":{"name":{"is":${'['.repeat(length)}${']'.repeat(length)}}}}}`;
    for (const length of [10, 1_000, 100_000]) {
      const answer = await send(deep(length));
      expect([length, answer.status, await answer.text()]).toEqual([length, 200, expect.stringMatching(/BAD_USER_INPUT|INVALID_INPUT/)]);
    }
  });
});
