import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { postFrom, type Told } from './testing/from-address';
import { rowsOf } from './testing/held-lock';
import { dataOf } from './testing/open-city';
import { openGateway, PASSWORD, type Gateway, type Visitor } from './testing/open-gateway';
import { appoint } from './testing/staff';

const TOWN = '430681102';
let gateway: Gateway;
let administrator: Visitor;
let colleague: Visitor;
const database = () => gateway.city.url;

beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'sign_in');
  administrator = await gateway.signIn('first');
  colleague = await appoint(gateway, administrator, { username: 'colleague', areaCode: TOWN, permissions: ['unit.read', 'unit.export', 'account.read', 'account.administer', 'graph.query'] });
});
afterAll(() => gateway.close());
afterEach(() => vi.useRealTimers());

let last = 1;
/** A person at a machine of their own. */
const somebody = () => {
  const address = `127.0.1.${(last += 1)}`;
  return (username: string, password = PASSWORD, headers = {}) => postFrom(address, `${gateway.url}/session`, { username, password }, headers);
};
/** What anybody may compare: everything but the numbers that differ each time. */
const comparable = ({ status, headers: { date: _date, 'x-request-id': _id, 'x-ratelimit-reset': _reset, ...headers }, body: { requestId: _request, ...body } }: Told) => ({ status, headers, body });
const holderOf = async (visitor: Visitor) => ((await (await visitor.fetch('/session')).json()) as { actor: { username: string } | null }).actor?.username ?? null;
/** Sessions are remembered for five seconds; the clock moves, nobody waits. */
const sixSecondsLater = () => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6_000 });

describe('whoever guesses', () => {
  it('is answered alike for a wrong password and for a name that is not there, down to the lock', async () => {
    const [known, unknown] = [somebody(), somebody()];
    for (let i = 1; i <= 7; i++) {
      const [wrong, nobody] = [await known('colleague', 'Wrong-2026-guess'), await unknown('not.there', 'Wrong-2026-guess')];
      expect(comparable(wrong)).toEqual(comparable(nobody));
      expect([wrong.status, wrong.body.code]).toEqual(i <= 5 ? [401, 'UNAUTHENTICATED'] : [429, 'RATE_LIMITED']);
      if (i <= 5) expect(wrong.body.details).toEqual({ attemptsLeft: 5 - i });
    }
  });

  it('is told no more of a person who has left: the right password is a wrong one', async () => {
    await appoint(gateway, administrator, { username: 'departed', areaCode: TOWN, permissions: ['unit.read'] });
    await rowsOf(database(), "update offices.person set ended_at = now() where id = (select person_id from offices.account where username = 'departed')");
    const [left, nobody] = [await somebody()('departed'), await somebody()('not.there.either')];
    expect([comparable(left), left.status]).toEqual([comparable(nobody), 401]);
  });

  it('is not locked for ever when the rule becomes stricter between two attempts', async () => {
    await appoint(gateway, administrator, { username: 'stricter', areaCode: TOWN, permissions: ['unit.read'] });
    await rowsOf(database(), "update offices.sign_in_attempt set failures = 7, locked_until = null where username = 'stricter'");
    expect((await somebody()('stricter')).status).toBe(429);
    expect(await rowsOf(database(), "select locked_until > now() as locked from offices.sign_in_attempt where username = 'stricter'")).toEqual([{ locked: true }]);
    await rowsOf(database(), "update offices.sign_in_attempt set locked_until = now() - interval '1 second' where username = 'stricter'");
    expect((await somebody()('stricter')).status).toBe(200);
  });

  it('locks the account, whoever comes next with whatever password; others sign in as before', async () => {
    const locked = await somebody()('colleague');
    expect([locked.status, Number(locked.headers['retry-after'])]).toEqual([429, expect.any(Number)]);
    expect((locked.body.details as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(60);
    expect((await somebody()(' COLLEAGUE ')).status).toBe(429);
    expect((await somebody()('first')).status).toBe(200);
    expect(await holderOf(colleague)).toBe('colleague');
  });

  it('waits for the lock to end; then the right password counts anew', async () => {
    await rowsOf(database(), "update offices.sign_in_attempt set locked_until = now() - interval '1 second' where username = 'colleague'");
    const again = somebody();
    expect((await again('colleague', 'Wrong-2026-guess')).body.details).toEqual({ attemptsLeft: 4 });
    expect((await again('colleague')).status).toBe(200);
    expect((await again('colleague', 'Wrong-2026-guess')).body.details).toEqual({ attemptsLeft: 4 });
    expect((await again('colleague')).status).toBe(200);
  });

  it('at once gets no more attempts than one after the other', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => somebody()('nobody.here', `Wrong-2026-${i}`)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
  });

  it('from one address is slowed down, whatever names are tried and whatever the client says of its address', async () => {
    const one = somebody();
    const statuses: number[] = [];
    for (let i = 0; i < 32; i++) statuses.push((await one(`name.${i}`, 'Wrong-2026-guess', { 'x-forwarded-for': `10.0.0.${i}` })).status);
    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 401));
    expect(statuses.slice(30)).toEqual([429, 429]);
    expect((await somebody()('first')).status).toBe(200);
  });
});

describe('a session', () => {
  it('stands in a cookie that no script reads and no other site sends', async () => {
    const { headers } = await somebody()('colleague');
    const [access = '', refresh = ''] = headers['set-cookie'] as string[];
    expect([access, refresh]).toEqual([expect.stringMatching(/^moduan_session=[\w-]{43};/), expect.stringMatching(/^moduan_refresh=[\w-]{43};/)]);
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/;', 'Max-Age=900']) expect(`${access};`).toContain(part);
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/session', 'Max-Age=14']) expect(refresh).toContain(part);
  });

  it('can not be made from what the database holds', async () => {
    const { headers } = await somebody()('colleague');
    const token = /^moduan_session=([^;]+)/.exec((headers['set-cookie'] as string[])[0]!)![1]!;
    const rows = JSON.stringify(await rowsOf(database(), 'select s.*, c.*, t.* from offices.session s join offices.credential c using (account_id) join offices.session_token t on t.session_id = s.id'));
    expect(rows).toContain(createHash('sha256').update(token).digest('base64url'));
    expect(rows).not.toContain(token);
    expect(rows).not.toContain(PASSWORD);
    expect(rows).toContain('$argon2id$');
  });

  it('ends with signing out, for whoever has the cookie', async () => {
    const visitor = await gateway.signIn('colleague');
    const left = await visitor.fetch('/session', { method: 'DELETE' });
    expect([left.status, left.headers.getSetCookie()[0]]).toEqual([204, expect.stringMatching(/^moduan_session=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)/)]);
    const asked = await visitor.fetch('/session');
    expect([asked.status, await asked.json()]).toMatchObject([200, { actor: null, step: null }]);
    expect(await visitor.ask('{ units { totalCount } }')).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect((await visitor.fetch('/exports/offices/units.csv')).status).toBe(401);
    expect((await visitor.fetch('/imports/offices/units', { method: 'POST', body: 'x' })).status).toBe(401);
  });

  it('ends when the account gets another password, and when the account ends', async () => {
    const holder = await appoint(gateway, administrator, { username: 'holder', areaCode: TOWN, permissions: ['unit.read'] });
    const { accounts } = dataOf(await administrator.ask('{ accounts(filter: { search: "holder" }) { nodes { id version } } }')) as { accounts: { nodes: { id: string; version: number }[] } };
    const { id, version } = accounts.nodes[0]!;
    dataOf(await administrator.ask('mutation P($i: SetAccountPasswordInput!) { setAccountPassword(input: $i) { id } }', { i: { id, password: 'Another-2026-word' } }));
    sixSecondsLater();
    expect(await holderOf(holder)).toBeNull();
    vi.useRealTimers();
    const again = await gateway.signInFirst('holder', 'Another-2026-word');
    dataOf(await administrator.ask('mutation E($i: EndAccountInput!) { endAccount(input: $i) { id } }', { i: { id, version, reason: 'left' } }));
    sixSecondsLater();
    expect(await holderOf(again)).toBeNull();
    expect((await somebody()('holder', 'Another-2026-word')).status).toBe(401);
  });

  it('allows only what the posts of today allow', async () => {
    const officer = await appoint(gateway, administrator, { username: 'officer', areaCode: TOWN, permissions: ['unit.read'] });
    const actor = async () => ((await (await officer.fetch('/session')).json()) as { actor: { permissions: string[]; jurisdiction: object[] } }).actor;
    expect(await actor()).toMatchObject({ permissions: ['graph.query', 'unit.read'], jurisdiction: [{ prefix: TOWN }] });
    expect(await officer.ask('{ people { totalCount } }')).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    await rowsOf(database(), "update offices.appointment set ends_on = current_date - 2 where person_id = (select person_id from offices.account where username = 'officer')");
    sixSecondsLater();
    expect(await actor()).toMatchObject({ permissions: [], jurisdiction: [] });
  });
});

describe('a password', () => {
  it.each(['short-1A', 'onlylowercase', 'lowercase-and-signs', '1234567890', 'x'.repeat(201)])('that is weak is refused: %s', async (password) => {
    const { accounts } = dataOf(await administrator.ask('{ accounts(filter: { search: "colleague" }) { nodes { id } } }')) as { accounts: { nodes: { id: string }[] } };
    const { errors } = await administrator.ask('mutation P($i: SetAccountPasswordInput!) { setAccountPassword(input: $i) { id } }', { i: { id: accounts.nodes[0]!.id, password } });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', details: { fields: [{ path: 'password' }] } } }]);
    expect(JSON.stringify(errors)).not.toContain(password);
  });

  it('is set by those alone who administer accounts of the area', async () => {
    const { accounts } = dataOf(await administrator.ask('{ accounts(filter: { search: "first" }) { nodes { id } } }')) as { accounts: { nodes: { id: string }[] } };
    const { errors } = await colleague.ask('mutation P($i: SetAccountPasswordInput!) { setAccountPassword(input: $i) { id } }', { i: { id: accounts.nodes[0]!.id, password: 'Taken-over-2026' } });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});

it('makes a first administrator once, and only for who holds the token', async () => {
  const first = { username: 'second', name: 'Second', password: PASSWORD, cityCode: '430681', unitName: 'Bureau' };
  for (const token of [gateway.running.firstToken!, '', 'guess'])
    expect((await postFrom('127.0.2.1', `${gateway.url}/first-administrator`, first, { 'x-moduan-first': token })).status).toBe(404);
});
