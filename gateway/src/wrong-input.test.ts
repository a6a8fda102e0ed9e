import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openImportOffice, type ImportOffice } from './testing/import-office';
import type { Visitor } from './testing/open-gateway';

let office: ImportOffice;
/** Keeps the units. */
let administrator: Visitor;
beforeAll(async () => {
  office = await openImportOffice(inject('postgresUrl'), 'wrong_input');
  administrator = await office.gateway.signIn('first');
});
afterAll(() => office.gateway.close());

const NUL = '\u0000';
const headers = { 'content-type': 'application/json', 'accept-language': 'en' };

interface Refusal {
  readonly code: unknown;
  readonly message: string;
  readonly fields?: readonly string[];
}
const ask = async (query: string, variables: object = {}, more: object = {}): Promise<Refusal | undefined> => {
  const visitor = /(create|end)Unit/.test(query) ? administrator : office.bureau;
  const answer = await visitor.fetch('/graphql', { method: 'POST', headers, body: JSON.stringify({ query, variables, ...more }) });
  const { errors } = (await answer.json()) as { errors?: { message: string; extensions: { code: string; details?: { fields?: { path: string }[] } } }[] };
  const [error] = errors ?? [];
  return error && { code: error.extensions.code, message: error.message, fields: error.extensions.details?.fields?.map(({ path }) => path) };
};

describe('a variable', () => {
  const first = 'query Q($n: Int) { premisesList(first: $n) { totalCount } }';
  const sizes = 'query Q($f: PremisesFilter) { premisesList(filter: $f) { totalCount } }';
  const until = 'query Q($f: LicenceFilter) { licences(filter: $f) { nodes { id } } }';
  const seen = 'query Q($f: AccountFilter) { accounts(filter: $f) { nodes { id } } }';
  it.each([
    ['a number that no Int holds', first, { n: 1e12 }],
    ['a text where a number stands', first, { n: 'five' }],
    ['an option that is none', sizes, { f: { sizeClass: ['HUGE'] } }],
    ['nothing where something must stand', 'query Q($id: ID!) { premises(id: $id) { id } }', {}],
    ['a field that is none', sizes, { f: { nothing: 1 } }],
    ['a day that does not exist', until, { f: { validUntil: { from: '2026-02-30' } } }],
    ['a day of no year', until, { f: { validUntil: { from: '0000-01-01' } } }],
    ['a moment of no year', seen, { f: { lastSignInAt: { from: '0000-01-01T00:00:00Z' } } }],
    ['a moment of a day that does not exist', seen, { f: { lastSignInAt: { from: '2026-02-30T00:00:00Z' } } }],
    ['a moment of a year with five digits', seen, { f: { lastSignInAt: { to: '9999-12-31T23:59:59-14:00' } } }],
  ])('that gives %s is the caller’s mistake', async (_what, query, variables) => {
    expect(await ask(query, variables)).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.not.stringContaining('Internal') });
  });

  it('of the last days that can be written is answered', async () => {
    expect(await ask(until, { f: { validUntil: { from: '0001-01-01', to: '9999-12-31' } } })).toBeUndefined();
    expect(await ask(seen, { f: { lastSignInAt: { from: '0001-01-01T00:00:00Z', to: '9999-12-31T23:59:59Z' } } })).toBeUndefined();
  });
});

it.each([
  ['a day', '{ licences(filter: { validUntil: { from: "2026-02-30" } }) { nodes { id } } }'],
  ['a day of no year', '{ licences(filter: { validUntil: { from: "0000-01-01" } }) { nodes { id } } }'],
  ['a moment', '{ accounts(filter: { lastSignInAt: { from: "0000-01-01T00:00:00Z" } }) { nodes { id } } }'],
  ['a number', '{ premisesList(first: 1000000000000) { totalCount } }'],
])('%s written into the operation that can not be is the caller’s mistake', async (_what, query) => {
  expect(await ask(query)).toMatchObject({ code: expect.stringMatching(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/) });
});

it('an operation that the document does not hold is refused as such', async () => {
  expect(await ask('query A { units { totalCount } }', {}, { operationName: 'B' })).toMatchObject({ code: 'OPERATION_RESOLUTION_FAILURE' });
  expect(await ask('query A { units { totalCount } } query B { units { totalCount } }')).toMatchObject({ code: 'OPERATION_RESOLUTION_FAILURE' });
});

describe('a change', () => {
  const create = 'mutation C($input: CreateUnitInput!) { createUnit(input: $input) { id version } }';
  const unit = { name: 'Office', kind: 'BUREAU', areaCode: '430681' };
  it.each([['a sign that no text holds', `a${NUL}b`], ['101 letters', 'k'.repeat(101)]])('whose key has %s is told so', async (_what, clientMutationId) => {
    expect(await ask(create, { input: { ...unit, clientMutationId } })).toMatchObject({ code: 'INVALID_INPUT', fields: ['clientMutationId'] });
  });

  it('whose key has 100 letters is made', async () => {
    expect(await ask(create, { input: { ...unit, name: 'Office of a long key', clientMutationId: 'k'.repeat(100) } })).toBeUndefined();
  });

  it.each([['a sign that no text holds', `a${NUL}b`], ['501 letters', 'r'.repeat(501)], ['nothing', ' ']])('whose reason holds %s is told so', async (_what, reason) => {
    const { units } = (await office.bureau.ask('{ units(first: 1) { nodes { id version } } }')).data as { units: { nodes: { id: string; version: number }[] } };
    const { id, version } = units.nodes[0]!;
    expect(await ask('mutation E($input: EndUnitInput!) { endUnit(input: $input) { id } }', { input: { id, version, reason } })).toMatchObject({ code: 'INVALID_INPUT', fields: ['reason'] });
  });
});

describe('what the database can not hold', () => {
  it('is refused where no field asks for it, in words', async () => {
    const place = 'mutation P($input: PlacePremisesInput!) { placePremises(input: $input) { placed { id } } }';
    expect(await ask(place, { input: { oldPlaceName: `a${NUL}`, areaCode: '430681102' } })).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('is refused as a user name', async () => {
    const answer = await office.gateway.fetch('/session', { method: 'POST', headers, body: JSON.stringify({ username: `a${NUL}b`, password: 'x' }) });
    expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ code: 'INVALID_INPUT' })]);
  });
});

describe('an import', () => {
  let id: string;
  beforeAll(async () => {
    id = (await office.upload(office.bureau, Buffer.from('企业名称,经营地址\n甲店,新市镇\n'))).id;
  });
  const rows = 'query R($id: ID!, $alike: String, $after: String) { enterprisesImport(id: $id) { rows(alike: $alike, after: $after) { totalCount } } }';

  it.each([['abc'], ['99999999999'], ['-1'], ['1.5']])('has no row %s to begin after', async (after) => {
    expect(await ask(rows, { id, after })).toMatchObject({ code: 'INVALID_INPUT', fields: ['after'] });
  });

  it('has rows after its first, alike or not', async () => {
    expect(await ask(rows, { id, after: '1', alike: '新市' })).toBeUndefined();
  });

  it('is not searched for signs that no text holds', async () => {
    expect(await ask(rows, { id, alike: `a${NUL}` })).toMatchObject({ code: 'INVALID_INPUT', fields: ['alike'] });
  });

  it.each(['constructor', 'toString', '__proto__', 'nothing'])('has no field %s, to be filled or corrected', async (field) => {
    const map = 'mutation M($input: MapImportInput!) { mapEnterprisesImport(input: $input) { state } }';
    expect(await ask(map, { input: { id, columns: [{ index: 0, field }] } })).toMatchObject({ code: 'INVALID_INPUT', fields: ['columns'] });
    const correct = 'mutation C($input: CorrectImportInput!) { correctEnterprisesImportRows(input: $input) { state } }';
    expect(await ask(correct, { input: { id, rows: [{ number: 2, field, value: 'x' }] } })).toMatchObject({ code: 'INVALID_INPUT', fields: ['rows'] });
  });

  it('takes no correction that can not be stored', async () => {
    const correct = 'mutation C($input: CorrectImportInput!) { correctEnterprisesImportRows(input: $input) { state } }';
    expect(await ask(correct, { input: { id, rows: [{ number: 2, field: 'name', value: `a${NUL}` }] } })).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

it.each([
  [{ first: 5, before: 'c' }, ['first', 'before']],
  [{ last: 5, after: 'c' }, ['after', 'last']],
  [{ first: 5, last: 5 }, ['first', 'last']],
])('a page is asked for in one direction: %j', async (variables, fields) => {
  const page = 'query Q($first: Int, $after: String, $last: Int, $before: String) { units(first: $first, after: $after, last: $last, before: $before) { nodes { id } } }';
  expect(await ask(page, variables)).toMatchObject({ code: 'INVALID_INPUT', fields });
});

it.each(['columns=name&columns=kind', 'filter={}&filter={}', 'orderBy={}&orderBy={}'])('an export is asked for one thing once: %s', async (query) => {
  const answer = await office.bureau.fetch(`/exports/offices/units.csv?${query}`, { headers });
  expect([answer.status, await answer.json()]).toEqual([422, expect.objectContaining({ code: 'INVALID_INPUT', details: { fields: [{ path: query.split('=')[0], message: expect.any(String) }] } })]);
});
