import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { Browser } from './testing/browser';
import { rowsOf } from './testing/held-lock';
import { dataOf } from './testing/open-city';
import { FIRST_PASSWORD, openGateway, PASSWORD, type Gateway, type Visitor } from './testing/open-gateway';
import { codeOf, program } from './testing/program';
import { appoint } from './testing/staff';

const [TOWN, OTHER] = ['430681102', '430681104'];
let gateway: Gateway;
let administrator: Visitor;
let analyst: Browser;

beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'tokens');
  administrator = await gateway.signIn('first');
  await appoint(gateway, administrator, { username: 'analyst', areaCode: TOWN, permissions: ['unit.read', 'unit.export', 'person.read', 'graph.query'] });
  analyst = new Browser(gateway.url);
  await analyst.signIn('analyst', PASSWORD);
});
afterAll(() => gateway.close());
afterEach(() => vi.useRealTimers());

const rows = (statement: string, values: unknown[] = []) => rowsOf(gateway.city.url, statement, values);
const later = (seconds: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
const made = async (scopes: string[], days = 30) => (await analyst.post('/session/tokens', { name: 'figures', scopes, days, password: PASSWORD })).body as { token: string; made: { id: string; expiresAt: string } };
const UNITS = '{ units { totalCount } }';

describe('an access token', () => {
  it('is told once, says what it is, and is kept as a hash', async () => {
    const { token, made: record } = await made(['unit.read', 'graph.query']);
    expect(token).toMatch(/^mdp_[\w-]{43}[0-9a-f]{8}$/);
    const stored = JSON.stringify([await rows('select * from offices.access_token'), await rows('select * from offices.token_secret'), await rows('select * from offices.audit')]);
    expect(stored).not.toContain(token.slice(4, 47));
    const listed = (await analyst.get('/session/tokens')).body;
    expect(listed.tokens).toEqual([expect.objectContaining({ id: record.id, name: 'figures', scopes: ['unit.read', 'graph.query'], expired: false, lastUsedAt: null })]);
    expect(JSON.stringify(listed)).not.toContain(token);
    expect((await rows("select action from offices.audit where record_id = $1", [record.id])).map(({ action }) => action)).toEqual(['access-token.create']);
  });

  it('is made by who proves once more who they are; wrong passwords count towards the lock', async () => {
    await appoint(gateway, administrator, { username: 'walked-away', areaCode: TOWN, permissions: ['unit.read'] });
    const browser = new Browser(gateway.url);
    await browser.signIn('walked-away', PASSWORD);
    const ask = (more: object) => browser.post('/session/tokens', { name: 'x', scopes: ['unit.read'], days: 1, ...more });
    const bare = await ask({});
    expect([bare.status, bare.body.details]).toMatchObject([422, { fields: [{ path: 'current' }] }]);
    for (const left of [4, 3, 2, 1, 0]) expect((await ask({ password: 'Guess-2026-x' })).body.details).toMatchObject({ fields: [{ path: 'current' }], attemptsLeft: left });
    expect((await ask({ password: PASSWORD })).body.code).toBe('RATE_LIMITED');
    expect((await browser.get('/session/tokens')).body.tokens).toEqual([]);
    expect((await rows("select outcome from offices.sign_in where username = 'walked-away' order by id desc limit 2")).map(({ outcome }) => outcome)).toEqual(['LOCKED', 'WRONG_PASSWORD']);
  });

  it('asks the graph and takes files without cookie or header, as far as its scopes go', async () => {
    const { token } = await made(['unit.read', 'graph.query']);
    const { ask, get } = program(gateway, token);
    expect((await ask(UNITS)).body.data.units.totalCount).toBeGreaterThan(0);
    expect(codeOf(await ask('{ people { totalCount } }'))).toBe('FORBIDDEN');
    expect((await get('/exports/offices/units.csv')).status).toBe(403);
    expect((await get('/session')).body.actor).toMatchObject({ kind: 'token', username: 'analyst', permissions: ['graph.query', 'unit.read'], scopes: ['unit.read', 'graph.query'] });
    const exporting = program(gateway, (await made(['unit.read', 'unit.export'])).token);
    expect((await exporting.get('/exports/offices/units.csv')).status).toBe(200);
  });

  it('allows no more than the posts of today, whatever it was made for', async () => {
    const { token } = await made(['unit.read', 'person.read', 'graph.query']);
    const { ask } = program(gateway, token);
    expect(codeOf(await ask('{ people { totalCount } }'))).toBe('done');
    await rows("update offices.role set permissions = array_remove(permissions, 'PERSON_READ') where name = 'Role of analyst'");
    later(6);
    expect([codeOf(await ask('{ people { totalCount } }')), codeOf(await ask(UNITS))]).toEqual(['FORBIDDEN', 'done']);
  });

  it('reaches nothing outside of the area of its holder', async () => {
    const made = dataOf(await administrator.ask('mutation U($i: CreateUnitInput!) { createUnit(input: $i) { id } }', { i: { name: 'Elsewhere', kind: 'EMERGENCY_OFFICE', areaCode: OTHER } })) as { createUnit: { id: string } };
    const { token } = (await analyst.post('/session/tokens', { name: 'x', scopes: ['unit.read', 'graph.query'], days: 1, password: PASSWORD })).body;
    expect(codeOf(await program(gateway, token).ask(`{ unit(id: "${made.createUnit.id}") { id } }`))).toBe('NOT_FOUND');
  });

  it('is made within what the holder may do, for a year at most, and never to hand out power', async () => {
    const faults = async (body: object) => (await analyst.post('/session/tokens', body)).body.details?.fields?.map(({ path }: { path: string }) => path);
    expect(await faults({ name: 'x', scopes: ['premises.read'], days: 5 })).toEqual(['scopes']);
    expect(await faults({ name: ' ', scopes: [], days: 367 })).toEqual(['name', 'scopes', 'days']);
    expect(await faults({ name: 'x', scopes: ['unit.read'], days: 0 })).toEqual(['days']);
    const keeper = new Browser(gateway.url);
    await keeper.signIn('first', PASSWORD);
    expect((await keeper.get('/session/tokens')).body.scopes).not.toContain('account.administer');
    expect((await keeper.post('/session/tokens', { name: 'x', scopes: ['account.administer'], days: 1 })).status).toBe(422);
  });

  it('holds no power over posts, roles and accounts, and names no deputy for its holder', async () => {
    const keeping = ['device-token.create', 'appointment.create', 'role.amend', 'unit.create', 'unit.read', 'deputy.create', 'setting.amend', 'graph.query'];
    await appoint(gateway, administrator, { username: 'powerful', areaCode: TOWN, permissions: keeping });
    const powerful = new Browser(gateway.url);
    await powerful.signIn('powerful', PASSWORD);
    expect((await powerful.get('/session/tokens')).body.scopes).toEqual(['graph.query', 'unit.read']);
    const { token, made: record } = (await powerful.post('/session/tokens', { name: 'x', scopes: ['graph.query'], days: 1, password: PASSWORD })).body;
    await rows("update offices.access_token set scopes = '{GRAPH_QUERY,APPOINTMENT_CREATE}' where id = $1", [record.id]);
    expect((await program(gateway, token).get('/session')).body.actor.permissions).toEqual(['graph.query']);
    const [post] = await rows("select appointment.id, unit_id from offices.appointment join offices.account on account.person_id = appointment.person_id where username = 'powerful'");
    const mate = (dataOf(await administrator.ask('mutation P($i: CreatePersonInput!) { made: createPerson(input: $i) { id } }', { i: { name: 'Mate', unitId: post!.unit_id, areaCode: TOWN } })).made as { id: string }).id;
    const naming = { query: 'mutation N($i: NameDeputyInput!) { nameDeputy(input: $i) { id } }', variables: { i: { id: post!.id, personId: mate, startsOn: '2099-01-01', endsOn: '2099-01-02', reason: 'x' } } };
    const headers = { authorization: `Bearer ${token}`, 'x-moduan': '' };
    expect(codeOf(await new Browser(gateway.url).post('/graphql', naming, headers))).not.toBe('done');
    expect(await rows('select 1 from offices.deputy where person_id = $1', [mate])).toEqual([]);
    expect(codeOf(await powerful.post('/graphql', naming))).toBe('done');
    const [deputy] = await rows('select id, version from offices.deputy where person_id = $1', [mate]);
    await new Browser(gateway.url).post('/graphql', { query: 'mutation E($i: EndDeputyInput!) { endDeputy(input: $i) { id } }', variables: { i: { ...deputy, reason: 'x' } } }, headers);
    expect(await rows('select ended_at from offices.deputy where id = $1', [deputy!.id])).toEqual([{ ended_at: null }]);
  });

  it('is no cookie, and a cookie is none', async () => {
    const { token } = await made(['unit.read', 'graph.query']);
    expect((await program(gateway, token).ask(UNITS)).status).toBe(200);
    const cookie = new Browser(gateway.url);
    cookie.cookies.set('moduan_session', { value: token, path: '/' });
    expect((await cookie.get('/session')).body.actor).toBeNull();
    await analyst.get('/session');
    expect((await program(gateway, analyst.cookies.get('moduan_session')!.value).ask(UNITS)).status).toBe(401);
  });

  it.each([['setAccountPassword', { password: FIRST_PASSWORD }], ['resetSecondFactor', {}], ['endAccountSessions', {}]])('ends by %s, with the links to accounts elsewhere; the trail says so', async (mutation, more) => {
    const username = mutation.toLowerCase();
    await appoint(gateway, administrator, { username, areaCode: TOWN, permissions: ['unit.read', 'graph.query'] });
    const browser = new Browser(gateway.url);
    await browser.signIn(username, PASSWORD);
    const { token } = (await browser.post('/session/tokens', { name: 'x', scopes: ['unit.read', 'graph.query'], days: 1, password: PASSWORD })).body;
    const [account] = await rows('select id from offices.account where username = $1', [username]);
    await rows("insert into offices.external_identity (id, issuer, subject, account_id) values (gen_random_uuid(), 'house', $2, $1)", [account!.id, username]);
    expect((await program(gateway, token).ask(UNITS)).status).toBe(200);
    dataOf(await administrator.ask(`mutation M($i: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $i) { id } }`, { i: { id: account!.id, ...more } }));
    later(6);
    expect((await program(gateway, token).ask(UNITS)).status).toBe(401);
    expect(await rows('select 1 from offices.external_identity where account_id = $1 and ended_at is null', [account!.id])).toEqual([]);
    const [entry] = await rows('select changes, area_code from offices.audit where record_id = $1 order by sequence desc limit 1', [account!.id]);
    expect(entry).toEqual({ area_code: TOWN, changes: [{ field: 'accessTokens', from: '1', to: '0' }, { field: 'externalIdentities', from: '1', to: '0' }] });
  });

  it('opens nothing while its holder has a step to take at a screen', async () => {
    await appoint(gateway, administrator, { username: 'stepping', areaCode: TOWN, permissions: ['unit.read', 'graph.query'] });
    const browser = new Browser(gateway.url);
    await browser.signIn('stepping', PASSWORD);
    const { token } = (await browser.post('/session/tokens', { name: 'x', scopes: ['unit.read', 'graph.query'], days: 1, password: PASSWORD })).body;
    const status = async () => {
      later(6 * (steps += 1));
      return (await program(gateway, token).ask(UNITS)).status;
    };
    let steps = 0;
    const first = (due: boolean) => rows("update offices.credential set first = $1 where account_id = (select id from offices.account where username = 'stepping')", [due]);
    const asked = (due: boolean) => rows("update offices.role set second_factor = $1 where name = 'Role of stepping'", [due]);
    const seen = [await status()];
    for (const change of [() => first(true), () => first(false), () => asked(true), () => asked(false)]) {
      await change();
      seen.push(await status());
    }
    expect(seen).toEqual([200, 401, 200, 401, 200]);
  });

  it('opens nothing of the account itself, and no cookie beside it counts', async () => {
    const { token } = await made(['unit.read', 'graph.query']);
    const { get, send } = program(gateway, token);
    for (const shown of [await get('/session/tokens'), await get('/session/all'), await send('POST', '/session/tokens', { name: 'x', scopes: ['unit.read'], days: 1 }), await send('POST', '/session/second-factor', { password: PASSWORD })])
      expect(shown.status).toBe(401);
    const both = await analyst.post('/graphql', { query: '{ people { totalCount } }' }, { authorization: `Bearer ${token}` });
    expect(codeOf(both)).toBe('FORBIDDEN');
    const wrong = await analyst.post('/graphql', { query: UNITS }, { authorization: 'Bearer mdp_wrong' });
    expect(wrong.status).toBe(401);
    expect((await analyst.post('/session/tokens', { name: 'x', scopes: ['unit.read'], days: 1 }, { authorization: `Bearer ${token}` })).status).toBe(401);
  });

  it('opens nothing when a letter is wrong, when it has expired, been ended, or its account has', async () => {
    const { token, made: record } = await made(['unit.read', 'graph.query']);
    const status = async (each: string) => (await program(gateway, each).ask(UNITS)).status;
    expect(await status(token)).toBe(200);
    const swapped = token.slice(0, 10) + (token[10] === 'A' ? 'B' : 'A') + token.slice(11);
    for (const bad of [swapped, `mdd_${token.slice(4)}`, token.slice(4), token.toUpperCase(), `${token}0`]) expect(await status(bad)).toBe(401);
    await rows("update offices.access_token set expires_at = now() - interval '1 second' where id = $1", [record.id]);
    later(6);
    expect(await status(token)).toBe(401);
    vi.useRealTimers();
    const { token: second, made: other } = await made(['unit.read', 'graph.query']);
    expect(await status(second)).toBe(200);
    expect((await analyst.send('DELETE', `/session/tokens/${other.id}`)).status).toBe(204);
    expect((await analyst.send('DELETE', `/session/tokens/${other.id}`)).status).toBe(404);
    later(6);
    expect(await status(second)).toBe(401);
    vi.useRealTimers();
    const { token: third } = await made(['unit.read', 'graph.query']);
    expect(await status(third)).toBe(200);
    await rows("update offices.account set ended_at = now() where username = 'analyst'");
    later(6);
    expect(await status(third)).toBe(401);
    await rows("update offices.account set ended_at = null where username = 'analyst'");
  });

  it('notes its last use to the minute, with the address', async () => {
    const { token, made: record } = await made(['unit.read', 'graph.query']);
    await program(gateway, token).ask(UNITS);
    const [row] = await rows("select last_used_address, extract(second from last_used_at) as second from offices.access_token where id = $1", [record.id]);
    expect(row).toEqual({ last_used_address: expect.stringMatching(/^127\./), second: expect.stringMatching(/^0\.0+$/) });
  });

  it('is seen and ended by administrators of the account’s area, and moves with the account', async () => {
    const keeps = ['access-token.read', 'access-token.end', 'graph.query'];
    const [keeper, stranger] = [await appoint(gateway, administrator, { username: 'keeper', areaCode: TOWN, permissions: keeps }), await appoint(gateway, administrator, { username: 'stranger', areaCode: OTHER, permissions: keeps })];
    const { token, made: record } = await made(['unit.read', 'graph.query']);
    const seen = async (who: Visitor) => (dataOf(await who.ask(`{ accessTokens(filter: { ids: ["${record.id}"] }) { nodes { version } } }`)) as { accessTokens: { nodes: { version: number }[] } }).accessTokens.nodes;
    expect([(await seen(keeper)).length, (await seen(stranger)).length]).toEqual([1, 0]);
    const [account] = await rows("select id, version from offices.account where username = 'analyst'");
    dataOf(await administrator.ask('mutation A($i: AmendAccountInput!) { amendAccount(input: $i) { id } }', { i: { ...account, areaCode: OTHER } }));
    expect([(await seen(keeper)).length, (await seen(stranger)).length]).toEqual([0, 1]);
    dataOf(await stranger.ask('mutation E($i: EndAccessTokenInput!) { endAccessToken(input: $i) { id } }', { i: { id: record.id, version: 1, reason: 'lost' } }));
    later(6);
    expect((await program(gateway, token).ask(UNITS)).status).toBe(401);
  });
});
