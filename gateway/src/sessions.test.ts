import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { Browser } from './testing/browser';
import { holdLock, rowsOf } from './testing/held-lock';
import { dataOf } from './testing/open-city';
import { openGateway, PASSWORD, type Gateway, type Visitor } from './testing/open-gateway';
import { appoint } from './testing/staff';

const TOWN = '430681102';
let gateway: Gateway;
let administrator: Visitor;

beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'sessions');
  administrator = await gateway.signIn('first');
  await appoint(gateway, administrator, { username: 'holder', areaCode: TOWN, permissions: ['unit.read'] });
});
afterAll(() => gateway.close());
afterEach(() => vi.useRealTimers());

const sixSecondsLater = () => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6_000 });
const signedIn = async (username = 'holder') => {
  const browser = new Browser(gateway.url);
  expect((await browser.signIn(username, PASSWORD)).status).toBe(200);
  return browser;
};
const whoIs = async (browser: Browser) => (await browser.get('/session')).body.actor?.username ?? null;
const outcomes = async () => (await rowsOf(gateway.city.url, "select outcome from offices.sign_in where username = 'holder' order by id")).map(({ outcome }) => outcome);
const refreshToken = (browser: Browser) => browser.cookies.get('moduan_refresh')!.value;

describe('a session that goes on', () => {
  it('is renewed by its second token, which is sent to /session alone and works once', async () => {
    const browser = await signedIn();
    const before = browser.copy();
    const answer = await browser.post('/session/refresh');
    expect([answer.status, answer.body.actor.username]).toEqual([200, 'holder']);
    expect(refreshToken(browser)).not.toBe(refreshToken(before));
    expect(browser.cookies.get('moduan_session')!.value).not.toBe(before.cookies.get('moduan_session')!.value);
    expect((await browser.post('/session/refresh')).status).toBe(200);
    expect(await whoIs(browser)).toBe('holder');
  });

  it('tells a browser whose short token has lapsed that it can be renewed', async () => {
    const browser = await signedIn();
    browser.cookies.delete('moduan_session');
    expect((await browser.get('/session')).body).toMatchObject({ actor: null, step: null, renewable: true });
    expect((await browser.post('/graphql', { query: '{ __typename }' })).status).toBe(401);
    await browser.post('/session/refresh');
    expect(await whoIs(browser)).toBe('holder');
  });

  it('lapses after fifteen minutes, and opens nothing as if it were the other token', async () => {
    const browser = await signedIn();
    expect(await whoIs(browser)).toBe('holder');
    await rowsOf(gateway.city.url, "update offices.session_token set expires_at = now() where kind = 'ACCESS' and session_id = (select id from offices.session order by created_at desc limit 1)");
    expect(await whoIs(browser)).toBe('holder');
    sixSecondsLater();
    expect(await whoIs(browser)).toBeNull();
    const swapped = browser.copy();
    swapped.cookies.set('moduan_session', { value: refreshToken(browser), path: '/' });
    expect(await whoIs(swapped)).toBeNull();
    swapped.cookies.set('moduan_refresh', { value: browser.cookies.get('moduan_session')!.value, path: '/session' });
    expect((await swapped.post('/session/refresh')).status).toBe(401);
    expect((await browser.post('/session/refresh')).status).toBe(200);
  });

  it('ends for good when its second token comes twice: thief and holder are both out', async () => {
    const holder = await signedIn();
    const thief = holder.copy();
    expect((await thief.post('/session/refresh')).status).toBe(200);
    const refused = await holder.post('/session/refresh');
    expect([refused.status, refused.body.details]).toEqual([401, { reused: true }]);
    expect(holder.cookies.size).toBe(0);
    sixSecondsLater();
    expect(await whoIs(thief)).toBeNull();
    expect((await thief.post('/session/refresh')).status).toBe(401);
    expect((await outcomes()).at(-1)).toBe('REFRESH_REUSED');
  });

  it('of fifty that renew with one token at once lets one through, and ends the session', async () => {
    const browser = await signedIn();
    const lock = await holdLock(gateway.city.url, 'select 1 from offices.session_token where session_id in (select id from offices.session order by created_at desc limit 1) for update', []);
    const copies = Array.from({ length: 50 }, () => browser.copy());
    const sent = Promise.all(copies.map((copy) => copy.post('/session/refresh')));
    await lock.untilWaiting(10, 'offices');
    await lock.release();
    const answers = await sent;
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(49);
    const winner = copies[answers.findIndex(({ status }) => status === 200)]!;
    sixSecondsLater();
    expect(await whoIs(winner)).toBeNull();
    expect((await winner.post('/session/refresh')).status).toBe(401);
    expect((await outcomes()).filter((outcome) => outcome === 'REFRESH_REUSED')).toHaveLength(2);
  });

  it('ends when nobody has used it for hours, and after the longest time in any case', async () => {
    const [idle, long] = [await signedIn(), await signedIn()];
    const [{ id: longId }, { id: idleId }] = (await rowsOf(gateway.city.url, 'select id from offices.session order by created_at desc limit 2')) as [{ id: string }, { id: string }];
    await rowsOf(gateway.city.url, "update offices.session set idle_until = now() - interval '1 second' where id = $1", [idleId]);
    await rowsOf(gateway.city.url, "update offices.session set expires_at = now() - interval '1 second' where id = $1", [longId]);
    sixSecondsLater();
    for (const browser of [idle, long]) {
      expect(await whoIs(browser)).toBeNull();
      expect((await browser.post('/session/refresh')).status).toBe(401);
    }
  });
});

describe('the holder', () => {
  it('sees where they are signed in and ends one of them, or all but this one', async () => {
    const [here, there, elsewhere] = [await signedIn(), await signedIn(), await signedIn()];
    const { sessions } = (await here.get('/session/all')).body as { sessions: { id: string; address: string; current: boolean; beganAt: string; lastUsedAt: string }[] };
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    expect(sessions[0]).toMatchObject({ address: expect.stringMatching(/^127\./), beganAt: expect.any(String), lastUsedAt: expect.any(String) });
    const { sessions: theirs } = (await there.get('/session/all')).body as { sessions: { id: string; current: boolean }[] };
    const thereId = theirs.find(({ current }) => current)!.id;
    expect((await here.send('DELETE', `/session/all/${thereId}`)).body).toEqual({ ended: 1 });
    expect((await here.send('DELETE', `/session/all/${thereId}`)).status).toBe(404);
    sixSecondsLater();
    expect([await whoIs(here), await whoIs(there), await whoIs(elsewhere)]).toEqual(['holder', null, 'holder']);
    expect((await here.send('DELETE', '/session/all')).body.ended).toBeGreaterThan(0);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6_000 });
    expect([await whoIs(here), await whoIs(elsewhere), (await elsewhere.post('/session/refresh')).status]).toEqual(['holder', null, 401]);
  });

  it('ends no session of somebody else', async () => {
    const [here, other] = [await signedIn(), await signedIn('first')];
    const { sessions } = (await other.get('/session/all')).body as { sessions: { id: string; current: boolean }[] };
    expect((await here.send('DELETE', `/session/all/${sessions.find(({ current }) => current)!.id}`)).status).toBe(404);
    expect((await here.send('DELETE', '/session/all/nonsense')).status).toBe(404);
    sixSecondsLater();
    expect(await whoIs(other)).toBe('first');
  });

  it('signs out with the second token alone, when the first has lapsed', async () => {
    const browser = await signedIn();
    const copy = browser.copy();
    browser.cookies.delete('moduan_session');
    expect((await browser.send('DELETE', '/session')).status).toBe(204);
    expect((await copy.post('/session/refresh')).status).toBe(401);
    sixSecondsLater();
    expect(await whoIs(copy)).toBeNull();
    expect((await outcomes()).at(-1)).toBe('SIGNED_OUT');
  });
});

describe('whoever is disabled', () => {
  it('is out within five seconds: session, renewal and signing in', async () => {
    const leaver = await appoint(gateway, administrator, { username: 'leaver', areaCode: TOWN, permissions: ['unit.read'] });
    const browser = await signedIn('leaver');
    expect([await whoIs(browser), (await leaver.fetch('/session')).status]).toEqual(['leaver', 200]);
    const [account] = await rowsOf(gateway.city.url, "select id, version from offices.account where username = 'leaver'");
    dataOf(await administrator.ask('mutation E($i: EndAccountInput!) { endAccount(input: $i) { id } }', { i: { ...account, reason: 'left' } }));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5_001 });
    expect(await whoIs(browser)).toBeNull();
    expect((await browser.get('/exports/offices/units.csv')).status).toBe(401);
    expect((await browser.post('/session/refresh')).status).toBe(401);
    expect((await new Browser(gateway.url).signIn('leaver', PASSWORD)).status).toBe(401);
  });

  it('is signed out everywhere by who administers the account, and may come again', async () => {
    const browser = await signedIn();
    const [{ id }] = (await rowsOf(gateway.city.url, "select id from offices.account where username = 'holder'")) as [{ id: string }];
    dataOf(await administrator.ask('mutation E($i: EndAccountSessionsInput!) { endAccountSessions(input: $i) { id } }', { i: { id } }));
    sixSecondsLater();
    expect(await whoIs(browser)).toBeNull();
    expect((await outcomes()).at(-1)).toBe('ENDED_BY_ADMINISTRATOR');
    vi.useRealTimers();
    expect(await whoIs(await signedIn())).toBe('holder');
  });
});

it('ends all others twenty times at once, and beside an administrator, one after the other', async () => {
  await appoint(gateway, administrator, { username: 'twenty', areaCode: TOWN, permissions: ['unit.read'] });
  const browser = await signedIn('twenty');
  const [account] = await rowsOf(gateway.city.url, "select id from offices.account where username = 'twenty'");
  const lock = await holdLock(gateway.city.url, 'select 1 from offices.account where id = $1 for update', [account!.id]);
  const sent = Promise.all(Array.from({ length: 20 }, () => browser.send('DELETE', '/session/all')));
  await vi.waitFor(async () => expect(await rowsOf(gateway.city.url, "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).not.toEqual([]));
  await lock.release();
  expect([...new Set((await sent).map(({ status }) => status))]).toEqual([200]);
  const [own, theirs] = await Promise.all([browser.send('DELETE', '/session/all'), administrator.ask('mutation E($i: EndAccountSessionsInput!) { endAccountSessions(input: $i) { id } }', { i: { id: account!.id } })]);
  expect([[200, 401].includes(own.status), theirs.errors]).toEqual([true, undefined]);
  expect(await rowsOf(gateway.city.url, 'select sequence, count(*)::int from offices.audit where record_id = $1 group by sequence having count(*) > 1', [account!.id])).toEqual([]);
});
