import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { Browser } from './testing/browser';
import { rowsOf } from './testing/held-lock';
import { openGateway, PASSWORD, type Gateway, type Visitor } from './testing/open-gateway';
import { openGatewayByUrl, type GatewayByUrl } from './testing/open-gateway-by-url';
import { appoint } from './testing/staff';

let gateway: Gateway;
let administrator: Visitor;
beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'screen_lock');
  administrator = await gateway.signIn('first');
  for (const username of ['holder', 'guesser', 'outside', 'away']) await appoint(gateway, administrator, { username, areaCode: '430681102', permissions: ['unit.read', 'unit.export', 'graph.query'] });
});
afterAll(() => gateway.close());
afterEach(() => vi.useRealTimers());

const signedIn = async (username = 'holder', url = gateway.url) => {
  const browser = new Browser(url);
  expect((await browser.signIn(username, PASSWORD)).status).toBe(200);
  return browser;
};
const lockedOf = async (username = 'holder') => {
  const browser = await signedIn(username);
  expect((await browser.post('/session/lock')).body).toEqual({ signedOut: false });
  return browser;
};
const sql = (text: string) => rowsOf(gateway.city.url, text);
const outcomes = async (username: string) => (await sql(`select outcome from offices.sign_in where username = '${username}' order by id`)).map(({ outcome }) => outcome);
const sixSecondsLater = () => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6_000 });
const units = '{ units(first: 1) { nodes { id } } }';
const minutesAgo = (username: string, minutes: number) => sql(`update offices.session set last_used_at = now() - interval '${minutes} minutes' where account_id = (select id from offices.account where username = '${username}') and ended_at is null`);

describe('a locked session', () => {
  it('opens nothing by its cookie: graph, exports, files, events, imports, the account itself', async () => {
    const browser = await lockedOf();
    const refused = [
      await browser.ask(units),
      await browser.get('/exports/offices/units.csv'),
      await browser.get('/files/offices/00000000-0000-7000-8000-000000000001'),
      await browser.get('/imports/offices/units/template.xlsx'),
      await browser.get('/events'),
      await browser.get('/session/all'),
      await browser.get('/session/tokens'),
      await browser.send('PUT', '/session/preferences', { preferences: [] }),
      await browser.post('/session/password', { current: PASSWORD, password: 'Another-one-2026' }),
      await browser.post('/session/touch'),
      await browser.post('/session/lock'),
    ];
    expect(refused.map(({ status, body }) => [status, (body.details ?? body.errors?.[0]?.extensions ?? {}).step ?? body.code ?? body.errors?.[0]?.extensions?.code])).toEqual(refused.map(() => [401, 'LOCKED']));
  });

  it('says whose it is and no more, and neither that nor its renewal unlocks it', async () => {
    const browser = await lockedOf();
    expect((await browser.get('/session')).body).toMatchObject({ actor: null, step: 'LOCKED', username: 'holder' });
    const renewed = await browser.post('/session/refresh');
    expect([renewed.status, renewed.body.actor, renewed.body.step]).toEqual([200, null, 'LOCKED']);
    expect((await browser.ask(units)).status).toBe(401);
  });

  it('is opened by the password, and both are in the log', async () => {
    const browser = await lockedOf();
    const open = await browser.post('/session/unlock', { password: PASSWORD });
    expect([open.status, open.body.actor.username, open.body.step]).toEqual([200, 'holder', null]);
    expect((await browser.ask(units)).status).toBe(200);
    expect((await outcomes('holder')).slice(-2)).toEqual(['SCREEN_LOCKED', 'UNLOCKED']);
    expect((await browser.post('/session/unlock', { password: PASSWORD })).status).toBe(409);
  });

  it('stays locked for a wrong one, which counts like one of sign-in', async () => {
    const browser = await lockedOf('guesser');
    for (let left = 4; left >= 0; left -= 1) {
      const wrong = await browser.post('/session/unlock', { password: 'Wrong-guess-2026' });
      expect([wrong.status, wrong.body.details.attemptsLeft]).toEqual([422, left]);
    }
    expect((await browser.post('/session/unlock', { password: PASSWORD })).status).toBe(429);
    expect((await new Browser(gateway.url).signIn('guesser', PASSWORD)).status).toBe(429);
    expect((await browser.get('/session')).body.step).toBe('LOCKED');
    expect((await outcomes('guesser')).slice(-7)).toEqual([...Array.from({ length: 5 }, () => 'WRONG_PASSWORD'), 'LOCKED', 'LOCKED']);
  });

  it('can be left: signing out needs no password', async () => {
    const browser = await lockedOf();
    expect((await browser.send('DELETE', '/session')).status).toBe(204);
    expect((await browser.get('/session')).body).toMatchObject({ actor: null, step: null });
  });

  it('does not exist for whoever has no password: that session ends', async () => {
    const browser = await signedIn('outside');
    await sql("update offices.credential set first = true where account_id = (select id from offices.account where username = 'outside')");
    expect((await browser.post('/session/lock')).body).toEqual({ signedOut: true });
    expect(browser.cookies.size).toBe(0);
    expect((await outcomes('outside')).at(-1)).toBe('SIGNED_OUT');
  });
});

describe('nobody touches a session', () => {
  it('for longer than the rules allow: it is locked, whatever asks in the background', async () => {
    const browser = await signedIn('away');
    await minutesAgo('away', 17);
    sixSecondsLater();
    expect((await browser.get('/session')).body.step).toBe('LOCKED');
    expect((await browser.post('/session/refresh')).body.step).toBe('LOCKED');
    expect((await browser.ask(units)).status).toBe(401);
    expect((await browser.post('/session/unlock', { password: PASSWORD })).body.actor.username).toBe('away');
    expect((await browser.ask(units)).status).toBe(200);
  });

  it('for less, or where the rules lock no screen: it goes on', async () => {
    const browser = await signedIn('away');
    await minutesAgo('away', 14);
    expect((await browser.ask(units)).status).toBe(200);
    await sql('update offices.setting set screen_lock_minutes = 0');
    await minutesAgo('away', 60);
    sixSecondsLater();
    expect((await browser.ask(units)).status).toBe(200);
    await sql('update offices.setting set screen_lock_minutes = 15');
  });

  it('asked by a machine it is not used; a touch of the person is a use', async () => {
    const browser = await signedIn('away');
    await minutesAgo('away', 10);
    const used = async () => (await sql("select max(last_used_at) > now() - interval '1 minute' as used from offices.session where account_id = (select id from offices.account where username = 'away') and ended_at is null and locked_at is null"))[0]!.used;
    await browser.get('/session');
    expect(await used()).toBe(false);
    sixSecondsLater();
    expect((await browser.post('/session/touch')).status).toBe(204);
    expect(await used()).toBe(true);
  });
});

describe('services by URL', () => {
  let byUrl: GatewayByUrl;
  beforeAll(async () => void (byUrl = await openGatewayByUrl(inject('postgresUrl'), 'screen_lock_by_url')));
  afterAll(() => byUrl.close());
  it('lock and unlock alike', async () => {
    const browser = await signedIn('first', byUrl.url);
    await browser.post('/session/lock');
    expect((await browser.ask('{ __typename }')).status).toBe(401);
    expect((await browser.get('/exports/offices/units.csv')).status).toBe(401);
    expect((await browser.post('/session/unlock', { password: PASSWORD })).body.actor.username).toBe('first');
  });
});
