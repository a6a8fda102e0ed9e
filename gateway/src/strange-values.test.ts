import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { rowsOf } from './testing/held-lock';
import { openImportOffice, type ImportOffice } from './testing/import-office';
import { dataOf } from './testing/open-city';

let office: ImportOffice;
beforeAll(async () => {
  office = await openImportOffice(inject('postgresUrl'), 'strange_values');
});
afterAll(() => office.gateway.close());

interface Told {
  readonly status: number;
  readonly code: unknown;
  readonly text: string;
}
const told = async (answer: Response): Promise<Told> => {
  const text = await answer.text();
  const { code, errors } = (text.startsWith('{') ? JSON.parse(text) : {}) as { code?: unknown; errors?: { extensions: { code: unknown } }[] };
  return { status: answer.status, code: code ?? errors?.[0]?.extensions.code ?? 'done', text };
};
const ask = async (query: string, variables: object = {}) =>
  told(await office.bureau.fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', 'accept-language': 'en' }, body: JSON.stringify({ query, variables }) }));
const exported = async (query: Readonly<Record<string, string>>, many = 'enterprises/premisesList') => told(await office.bureau.fetch(`/exports/${many}.csv?${new URLSearchParams(query).toString()}`));
const CREATE = 'mutation C($i: CreatePremisesInput!) { made: createPremises(input: $i) { id name } }';
const create = (more: object) => ask(CREATE, { i: { name: 'Shop', kind: 'SHOP', areaCode: '430681102', ...more } });
const FILTER = 'query Q($f: PremisesFilter) { premisesList(filter: $f) { totalCount nodes { id } } }';

describe('a number', () => {
  it.each([
    ['of the largest and the smallest of its type', { employees: { from: -2_147_483_648, to: 2_147_483_647 } }], ['from behind to', { employees: { from: 5, to: 1 } }],
  ])('%s can be asked for', async (_what, f) => {
    expect((await ask(FILTER, { f })).code).toBe('done');
  });

  it.each([[{ employees: 2_147_483_648 }, 'BAD_USER_INPUT'], [{ employees: 1.5 }, 'BAD_USER_INPUT'], [{ employees: -1 }, 'INVALID_INPUT'], [{ longitude: 1e308 }, 'INVALID_INPUT'], [{ latitude: -91 }, 'INVALID_INPUT'], [{ employees: '5' }, 'BAD_USER_INPUT']])(
    'that no premises has is not kept: %j', async (more, code) => {
      expect((await create(more)).code).toBe(code);
    });
});

describe('a moment', () => {
  it('of the city’s midnight is that one, wherever the server stands and however it is written', async () => {
    await rowsOf(office.gateway.city.url, "update offices.account set last_sign_in_at = '2026-02-28T16:00:00Z' where username = 'baishui'");
    const found = async (range: object) => {
      const { accounts } = dataOf(await (await office.gateway.signIn('first')).ask('query Q($f: AccountFilter) { accounts(filter: $f) { nodes { username lastSignInAt } } }', { f: { lastSignInAt: range } })) as { accounts: { nodes: { username: string; lastSignInAt: string }[] } };
      return accounts.nodes.map(({ username }) => username).includes('baishui');
    };
    for (const midnight of ['2026-03-01T00:00:00+08:00', '2026-02-28T16:00:00Z', '2026-02-28T16:00:00.000+00:00'])
      expect([midnight, await found({ from: midnight, to: midnight }), await found({ from: midnight }), await found({ to: midnight })]).toEqual([midnight, true, true, true]);
    expect(await found({ to: '2026-02-28T23:59:59.999+08:00' })).toBe(false);
    expect(await found({ from: '2026-03-01T00:00:00.001+08:00' })).toBe(false);
  });
});

describe('a day', () => {
  it('of a filter is included, and is the day that was written, on a database of any time zone', async () => {
    const { made } = JSON.parse((await create({ name: 'Of the first of March' })).text).data as { made: { id: string } };
    dataOf(await office.bureau.ask('mutation L($i: CreateLicenceInput!) { createLicence(input: $i) { id } }', { i: { premisesId: made.id, kind: 'CHEMICALS', number: 'L1', validUntil: '2026-03-01' } }));
    const found = async (range: object) => (dataOf(await office.bureau.ask('query Q($f: LicenceFilter) { licences(filter: $f) { totalCount nodes { validUntil } } }', { f: { validUntil: range } })) as { licences: { totalCount: number; nodes: object[] } }).licences;
    for (const zone of ['UTC', 'Asia/Shanghai', 'America/Los_Angeles']) {
      await rowsOf(office.gateway.city.url, `alter database "${new URL(office.gateway.city.url).pathname.slice(1)}" set timezone to '${zone}'`);
      expect(await found({ from: '2026-03-01', to: '2026-03-01' })).toEqual({ totalCount: 1, nodes: [{ validUntil: '2026-03-01' }] });
      expect([(await found({ to: '2026-02-28' })).totalCount, (await found({ from: '2026-03-02' })).totalCount]).toEqual([0, 0]);
    }
  });

  it.each(['0000-12-31', '10000-01-01', '2026-02-29', '2026-13-01', '+02026-01-01', '2026-1-1', '2026-03-01T00:00:00Z', '２０２６-03-01'])('that is none is not kept: %s', async (validUntil) => {
    expect((await ask('mutation L($i: CreateLicenceInput!) { createLicence(input: $i) { id } }', { i: { premisesId: '00000000-0000-7000-8000-000000000000', kind: 'CHEMICALS', number: 'L2', validUntil } })).code).toBe('BAD_USER_INPUT');
  });
});

describe('a text', () => {
  const signs = { 'right to left': '\u202e', 'left to right': '\u200e', 'Arabic mark': '\u061c', 'isolated': '\u2066', 'of no width': '\u200b', 'a line of another kind': '\u2028', 'a paragraph of another kind': '\u2029', 'deprecated': '\u206f', 'between lines': '\ufffa', 'a tag': '\u{e0041}', 'no sign': '\0', 'half a sign': '\ud83c' };
  it.each(Object.entries(signs))('with a sign that turns it round or hides is not kept: %s', async (_what, sign) => {
    for (const field of ['name', 'address', 'responsiblePerson']) {
      const { code, text } = await create({ [field]: `甲${sign}乙` });
      expect([field, code, text]).toEqual([field, 'INVALID_INPUT', expect.stringContaining(`"path":"${field}"`)]);
    }
  });

  it('that is over-long is searched for no longer than a text can be', async () => {
    const long = '长'.repeat(50_000);
    for (const f of [{ search: long }, { creditCode: { contains: long } }, { creditCode: { is: long } }, { creditCode: { startsWith: long } }, { areaCode: [long] }, { ids: [long] }]) expect((await ask(FILTER, { f })).code).toBe('INVALID_INPUT');
    expect((await ask(FILTER, { f: { search: '长'.repeat(200) } })).code).toBe('done');
  });

  it('that is a script is a text: in the list, in the answer’s type, in a file', async () => {
    const script = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    expect((await create({ name: script, address: 'javascript:alert(1)' })).code).toBe('done');
    const answer = await office.bureau.fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: FILTER.replace('nodes { id }', 'nodes { name }'), variables: { f: { search: script } } }) });
    expect([answer.headers.get('content-type'), answer.headers.get('x-content-type-options'), JSON.stringify(await answer.json())]).toEqual([expect.stringMatching(/^application\/(graphql-response\+)?json/), 'nosniff', expect.stringContaining('<script>')]);
    const file = await office.bureau.fetch(`/exports/enterprises/premisesList.csv?filter=${encodeURIComponent(JSON.stringify({ search: script }))}`);
    expect(await file.text()).toContain('<script>');
    expect([file.headers.get('content-type'), file.headers.get('content-disposition')]).toEqual(['text/csv; charset=utf-8', expect.stringMatching(/^attachment;/)]);
  });
});

describe('a shape', () => {
  const grid = (boundary: unknown) => ask('mutation G($i: CreateGridInput!) { createGrid(input: $i) { id } }', { i: { name: 'Grid', areaCode: '430681102001001', boundary } });
  const ring = [[113, 28], [113.1, 28], [113.1, 28.1], [113, 28]];
  it.each<[string, unknown, string]>([
    ['of another half of the world', { type: 'Polygon', coordinates: [[[-113, 28], [-113.1, 28], [-113.1, 28.1], [-113, 28]]] }, 'INVALID_INPUT'],
    ['with latitude first', { type: 'Polygon', coordinates: [ring.map(([east, north]) => [north, east])] }, 'INVALID_INPUT'],
    ['not closed', { type: 'Polygon', coordinates: [ring.slice(0, 3).concat([[113.2, 28.2]])] }, 'INVALID_INPUT'],
    ['of three points', { type: 'Polygon', coordinates: [ring.slice(0, 3)] }, 'INVALID_INPUT'],
    ['of texts', { type: 'Polygon', coordinates: [ring.map((point) => point.map(String))] }, 'INVALID_INPUT'],
    ['that is a point', { type: 'Point', coordinates: [113, 28] }, 'INVALID_INPUT'],
    ['that is a number', 5, 'INVALID_INPUT'],
    ['that is a list', [ring], 'INVALID_INPUT'],
    ['without points', { type: 'Polygon' }, 'INVALID_INPUT'],
    ['of nothing', { type: 'MultiPolygon', coordinates: [] }, 'INVALID_INPUT'],
  ])('%s is not kept', async (_what, boundary, code) => {
    expect((await grid(boundary)).code).toBe(code);
  });

  it('nested without end is not kept', async () => {
    for (const depth of [50, 20_000]) {
      const body = `{"query":"mutation G($i: CreateGridInput!) { createGrid(input: $i) { id } }","variables":{"i":{"name":"Grid","areaCode":"430681102001001","boundary":{"type":"Polygon","coordinates":${'['.repeat(depth)}${']'.repeat(depth)}}}}}`;
      const { code, status } = await told(await office.bureau.fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body }));
      expect([depth, code, status]).toEqual([depth, 'INVALID_INPUT', expect.any(Number)]);
    }
  });
});

const PROTOTYPE = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__'];

describe.each(PROTOTYPE)('the key %s, which every object has', (key) => {
  it('is no column, no order and no filter of a file', async () => {
    const refused = { status: 422, code: 'INVALID_INPUT' };
    expect(await exported({ columns: key })).toMatchObject(refused);
    expect(await exported({ orderBy: JSON.stringify({ field: key, direction: 'ASC' }) })).toMatchObject(refused);
    expect(await exported({ filter: `{"${key}":{"x":1}}` })).toMatchObject(refused);
    expect(await exported({ filter: `{"creditCode":{"${key}":"x"}}` })).toMatchObject(refused);
    expect((await exported({}, `enterprises/${key}`)).status).toBe(404);
    expect((await told(await office.bureau.fetch(`/imports/enterprises/${key}/template.csv`))).status).toBe(404);
  });

  it('is no field of a change, no order and no figure of the graph', async () => {
    for (const query of [
      `mutation { createPremises(input: { name: "x", kind: SHOP, areaCode: "430681102", ${key}: 1 }) { id } }`, `{ premisesList(orderBy: { field: ${key}, direction: ASC }) { totalCount } }`,
      `{ premisesSummary { by(dimension: ${key}) { count } } }`, `{ premisesList(filter: { ${key}: 1 }) { totalCount } }`, `{ premisesList { ${key} } }`,
    ])
      expect([query, (await ask(query)).code]).toEqual([query, expect.stringMatching(/^(GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT)$/)]);
    expect((await ask('query Q($id: ID!) { premises(id: $id) { id } }', { id: key })).code).toBe('NOT_FOUND');
  });

  it('is a heading that fills nothing, and a cell like any other', async () => {
    const run = await office.upload(office.bureau, `企业名称,经营地址,${key}\n${key},新市镇,${key}\n`);
    expect(run).toMatchObject({ state: 'CHECKED', counts: { rows: 1 } });
    const [row] = await office.rows(office.bureau, run.id);
    expect(row!.becomes).toEqual(expect.arrayContaining([{ field: 'name', value: key }]));
    expect(row!.becomes.map(({ field }) => field)).not.toContain(key);
    const kinds = await office.upload(office.bureau, `企业名称,经营地址,状态\n甲,新市镇,${key}\n`);
    expect(kinds.counts).toMatchObject({ rows: 1, faulty: 1 });
  });
});

it.each(['name; drop table enterprises.premises', 'name"', "name' or '1'='1", 'NAME, ID', 'id', 'created_by', ''])('an order by “%s” is no order', async (field) => {
  expect(await exported({ orderBy: JSON.stringify({ field, direction: 'ASC' }) })).toMatchObject({ status: 422, code: 'INVALID_INPUT' });
  expect(await exported({ orderBy: JSON.stringify({ field: 'NAME', direction: field }) })).toMatchObject({ status: 422, code: 'INVALID_INPUT' });
  expect((await ask('query Q($o: PremisesOrder) { premisesList(orderBy: $o) { totalCount } }', { o: { field, direction: 'ASC' } })).code).toBe('BAD_USER_INPUT');
});

describe('a list inside of a record', () => {
  it('is given in no longer pieces than the list of records, however many are asked for', async () => {
    const { made } = JSON.parse((await create({ name: 'Much amended' })).text).data as { made: { id: string } };
    await rowsOf(office.gateway.city.url, `insert into enterprises.audit (id, at, action, actor_id, actor_name, record_id, area_code, address, request_id, changes, sequence, mac, previous)
      select gen_random_uuid(), now() + n * interval '1 second', 'premises.amend', 'x', 'x', $1, '430681102', '127.0.0.1', 'x', '[]', 1000 + n, 'mark ' || n, 'x' from generate_series(1, 300) n`, [made.id]);
    const count = async (first: number) => (JSON.parse((await ask('query Q($id: ID!, $n: Int!) { premises(id: $id) { history(first: $n) { id } } }', { id: made.id, n: first })).text).data as { premises: { history: object[] } }).premises.history.length;
    expect([await count(1), await count(200)]).toEqual([1, 200]);
    expect(await count(250)).toBe(200);
    expect([await count(0), await count(-5)]).toEqual([1, 1]);
  });
});

describe('a name of a file', () => {
  it.each([['../../etc/passwd', '.. .. etc passwd'], ['a\r\nx-evil: 1.csv', 'a  x-evil: 1.csv'], ['C:\\dir\\a.csv', 'C: dir a.csv'], ['甲\u202ecsv.exe', '甲csv.exe'], [`${'长'.repeat(1_000)}.csv`, '长'.repeat(200)]])('is a name and no way: %j', async (given, kept) => {
    const run = await office.upload(office.bureau, '企业名称,经营地址\n甲店,新市镇\n', given);
    expect(run.fileName.startsWith(kept)).toBe(true);
    expect(run.fileName.length).toBeLessThanOrEqual(200);
    const faults = await office.bureau.fetch(`/imports/enterprises/${run.id}/faults.xlsx`);
    await faults.arrayBuffer();
    expect([faults.status, [...faults.headers.keys()].includes('x-evil'), faults.headers.get('content-disposition')]).toEqual([200, false, expect.stringMatching(/^attachment; filename\*=UTF-8''[\w%.'()*!~-]+$/)]);
  });
});
