import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { LIMITS } from './limits/limits';
import { rowsOf } from './testing/held-lock';
import { openGateway, type Gateway, type Visitor } from './testing/open-gateway';

let gateway: Gateway;
let visitor: Visitor;
beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'limits');
  visitor = await gateway.signIn('first');
});
afterAll(() => gateway.close());

const json = { 'content-type': 'application/json' };
const post = (body: string, headers: Readonly<Record<string, string>> = json, path = '/graphql') => visitor.fetch(path, { method: 'POST', headers, body });
const told = async (answer: Response) => ({ status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> });
const refusal = async (query: string) => {
  const { data, errors } = await visitor.ask(query);
  expect([data ?? null, errors?.length]).toEqual([null, expect.any(Number)]);
  return errors![0]!;
};

describe('an operation', () => {
  const nested = (depth: number) => `{ units { nodes { ${'parent { '.repeat(depth - 3)}id${' }'.repeat(depth - 3)} } } }`;
  const aliases = (count: number) => `{ ${Array.from({ length: count }, (_, i) => `a${i}: units { totalCount }`).join(' ')} }`;
  const again = (count: number) => `{ ${'units { totalCount } '.repeat(count)} }`;
  const directives = (count: number) => `{ units { ${'totalCount @include(if: true) '.repeat(count)} } }`;
  const long = (words: number) => `{ units(filter: { ids: [${`"${crypto.randomUUID()}" `.repeat(words)}] }) { totalCount } }`;

  it.each([
    ['deep', nested(LIMITS.depth + 1), nested(LIMITS.depth - 1)],
    ['full of aliases', aliases(LIMITS.aliases + 1), aliases(LIMITS.aliases)],
    ['repetitive', again(LIMITS.fieldsAlike + 1), again(20)],
    ['full of directives', directives(LIMITS.directives + 1), directives(LIMITS.directives)],
    ['long', long(LIMITS.tokens), long(LIMITS.tokens - 50)],
  ])('that is too %s is refused before anything runs; up to there it is answered', async (_how, tooMuch, allowed) => {
    expect(await refusal(tooMuch)).toMatchObject({ extensions: { code: expect.stringMatching(/^(GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED|BAD_USER_INPUT)$/) } });
    expect((await visitor.ask(allowed)).errors).toBeUndefined();
  });

  it.each(['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }'])('does not ask past the gateway: %s', async (query) => {
    expect(await refusal(query)).toMatchObject({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
  });

  it('with a mistyped name is given no hint of the right one', async () => {
    const { message } = await refusal('{ unit(id: "1") { nam } }');
    expect(message).not.toMatch(/did you mean|"name"/i);
  });

  it('that is not there, or not written well, is refused as such', async () => {
    for (const query of ['{', '{ nothing }', 'mutation { units { totalCount } }', 'subscription { units { totalCount } }', ''])
      expect([query, ((await told(await post(JSON.stringify({ query })))).body.errors as { extensions: { code: string } }[])[0]!.extensions.code]).toEqual([query, expect.stringMatching(/^(GRAPHQL|BAD|OPERATION)_/)]);
  });
});

describe('a request', () => {
  it('larger than a megabyte is not read', async () => {
    const { status, body } = await told(await post(JSON.stringify({ query: '{ units { totalCount } }', extensions: 'x'.repeat(LIMITS.bodyBytes) })));
    expect([status, body.code]).toEqual([413, 'INVALID_INPUT']);
  });

  it('with several operations at once is refused', async () => {
    const { status, body } = await told(await post(JSON.stringify([{ query: '{ units { totalCount } }' }, { query: '{ units { totalCount } }' }])));
    expect([status, JSON.stringify(body)]).toEqual([400, expect.not.stringContaining('totalCount":')]);
  });

  it.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])('as %s, which a form of another site could send, is refused', async (type) => {
    expect((await post('{"query":"{ units { totalCount } }"}', { 'content-type': type })).status).toBeGreaterThanOrEqual(400);
  });

  it('by GET changes and reads nothing of the graph', async () => {
    expect((await visitor.fetch(`/graphql?query=${encodeURIComponent('{ units { totalCount } }')}`)).status).toBe(404);
  });

  it('that is no JSON is refused with its number', async () => {
    const { status, headers, body } = await told(await post('{ nothing'));
    expect([status, body.code, body.requestId]).toEqual([400, 'INVALID_INPUT', headers.get('x-request-id')]);
  });

  it.each([['POST', '/graphql'], ['POST', '/session'], ['DELETE', '/session'], ['POST', '/imports/offices/units'], ['POST', '/first-administrator']])(
    'that changes something needs the header that no other site can send: %s %s', async (method, path) => {
      for (const header of ['', '0', 'true']) {
        const { status, body } = await told(await visitor.fetch(path, { method, headers: { ...(method === 'POST' ? json : {}), 'x-moduan': header }, ...(method === 'POST' ? { body: '{}' } : {}) }));
        expect([status, body.code]).toEqual([403, 'FORBIDDEN']);
      }
    });

  it.each(['/graphql', '/imports/offices/units', '/exports/offices/units.csv', '/metrics'])('of nobody to %s is told to sign in', async (path) => {
    const reads = path.startsWith('/exports') || path === '/metrics';
    const answer = await gateway.fetch(path, reads ? {} : { method: 'POST', headers: json, body: '{"query":"{ units { totalCount } }"}' });
    expect([answer.status, await answer.text()]).toEqual([401, expect.stringContaining('UNAUTHENTICATED')]);
  });

  it('claiming to be somebody in its headers is still of nobody', async () => {
    const headers = { ...json, 'x-actor': 'first', authorization: 'Bearer first', 'x-user': 'first', cookie: 'moduan_session=x' };
    expect((await gateway.fetch('/graphql', { method: 'POST', headers, body: '{"query":"{ units { totalCount } }"}' })).status).toBe(401);
  });
});

describe('an answer', () => {
  it.each<[string, RequestInit?]>([
    ['/'], ['/health/live'], ['/session'], ['/nowhere'], ['/remotes/nobody/remoteEntry.js'], ['/graphql', { method: 'POST', headers: { 'x-moduan': '' } }], ['/graphql', { method: 'POST', headers: json, body: '{' }],
  ])('lets a page load nothing but its own files: %s', async (path, init) => {
    const { headers } = await gateway.fetch(path, init);
    const policy = headers.get('content-security-policy')!;
    for (const part of ["default-src 'self'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) expect(policy.split(';').map((each) => each.trim())).toContain(part);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect([headers.get('x-content-type-options'), headers.get('referrer-policy'), headers.get('x-powered-by')]).toEqual(['nosniff', 'same-origin', null]);
  });

  it('for a part of the portal that is not there is 404, never a page', async () => {
    const { status, body } = await told(await gateway.fetch('/remotes/nobody/remoteEntry.js'));
    expect([status, body.code]).toEqual([404, 'NOT_FOUND']);
  });

  it('to a bug says nothing but the number under which it stands in the log', async () => {
    await rowsOf(gateway.city.url, 'alter table offices.unit rename to unit_away');
    try {
      const { headers, body } = await told(await post(JSON.stringify({ query: '{ units { totalCount } }' })));
      expect(body.errors).toMatchObject([{ message: expect.stringContaining('系统内部出错'), extensions: { code: 'INTERNAL', requestId: headers.get('x-request-id') } }]);
      expect(JSON.stringify(body)).not.toMatch(/relation|does not exist|select|stack|offices/i);
      for (const format of ['xlsx', 'csv']) {
        const file = await told(await visitor.fetch(`/exports/offices/units.${format}`));
        expect([file.status, file.body]).toEqual([500, { code: 'INTERNAL', message: expect.any(String), details: {}, requestId: file.headers.get('x-request-id') }]);
        expect([file.headers.get('content-type'), file.headers.get('content-disposition')]).toEqual(['application/json; charset=utf-8', null]);
      }
    } finally {
      await rowsOf(gateway.city.url, 'alter table offices.unit_away rename to unit');
    }
  });

  it('of a refusal outside of the graph is in the language of the person, down to its fields', async () => {
    const refused = async (language: string) => (await told(await visitor.fetch('/exports/offices/units.csv?columns=nothing', { headers: { 'accept-language': language } }))).body;
    expect(await refused('en-GB')).toMatchObject({ code: 'INVALID_INPUT', message: 'Some fields need correcting', details: { fields: [{ path: 'columns', message: 'No column “nothing”' }] } });
    expect(await refused('zh-CN')).toMatchObject({ details: { fields: [{ path: 'columns', message: '没有“nothing”这一列' }] } });
    const nobody = await gateway.fetch('/graphql', { method: 'POST', headers: { ...json, 'accept-language': 'en' }, body: '{}' });
    expect(await nobody.json()).toMatchObject({ errors: [{ message: 'Sign in first' }] });
  });
});

it('says that it lives and that it is ready, and that it is not when its database is away', async () => {
  expect(await (await gateway.fetch('/health/live')).json()).toEqual({ live: true });
  expect(await (await gateway.fetch('/health/ready')).json()).toMatchObject({ ready: true, empty: false });
  await rowsOf(gateway.city.url, 'alter table offices.account rename to account_away');
  try {
    const { status, body } = await told(await gateway.fetch('/health/ready'));
    expect([status, body]).toEqual([503, { ready: false }]);
    expect((await gateway.fetch('/health/live')).status).toBe(200);
  } finally {
    await rowsOf(gateway.city.url, 'alter table offices.account_away rename to account');
  }
});
