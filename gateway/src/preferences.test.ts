import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Browser } from './testing/browser';
import { rowsOf } from './testing/held-lock';
import { openGateway, PASSWORD, type Gateway } from './testing/open-gateway';
import { openGatewayByUrl } from './testing/open-gateway-by-url';
import { appoint } from './testing/staff';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'preferences');
  const administrator = await gateway.signIn('first');
  for (const username of ['one', 'other', 'keeper']) await appoint(gateway, administrator, { username, areaCode: '430681102', permissions: ['unit.read'] });
});
afterAll(() => gateway.close());

const signedIn = async (username: string, url = gateway.url) => {
  const browser = new Browser(url);
  expect((await browser.signIn(username, PASSWORD)).status).toBe(200);
  return browser;
};
const at = (seconds = 0) => new Date(Date.now() + seconds * 1000).toISOString();
const keep = (browser: Browser, values: object, moment = at()) => browser.send('PUT', '/session/preferences', { preferences: Object.entries(values).map(([key, value]) => ({ key, value, at: moment })) });
const kept = async (browser: Browser) => (await browser.get('/session')).body.actor.preferences;

describe('what a person likes', () => {
  it('is there in their next browser, with the session, and in nobody else’s', async () => {
    const values = { 'columns:Unit': ['name', 'kind'], tabs: [{ key: '/offices/units' }], look: { theme: 'dark' } };
    expect((await keep(await signedIn('one'), values)).status).toBe(204);
    expect(await kept(await signedIn('one'))).toEqual(values);
    expect(await kept(await signedIn('other'))).toEqual({});
  });

  it('stands by the later choice, whichever browser tells first, and none comes from the future', async () => {
    const browser = await signedIn('keeper');
    await keep(browser, { tabs: ['later'] }, at(-10));
    await keep(browser, { tabs: ['earlier'] }, at(-60));
    expect(await kept(browser)).toEqual({ tabs: ['later'] });
    await keep(browser, { tabs: ['of a wrong clock'] }, at(86_400));
    await keep(browser, { tabs: ['now'] }, at(1));
    expect(await kept(browser)).toEqual({ tabs: ['now'] });
    await keep(browser, { tabs: null });
    expect(await kept(browser)).toEqual({ tabs: null });
  });

  it('is of the kinds the portal keeps: no draft comes to the server', async () => {
    const browser = await signedIn('one');
    for (const key of ['draft:1:Unit:new', 'reorganise:1', 'columns:', 'columns:unit', 'columns:Unit; drop', 'looks', '__proto__']) {
      const refused = await keep(browser, { look: {}, [`${key}`]: 1, ...(key === '__proto__' ? { 'x:y': 1 } : {}) });
      expect([key, refused.status, refused.body.details?.fields[0].path]).toEqual([key, 422, 'preferences.1.key']);
    }
  });

  it('has its limits: of one value, of all together, of their number', async () => {
    const browser = await signedIn('other');
    const long = 'x'.repeat(16_000);
    expect((await keep(browser, { look: 'x'.repeat(16 * 1024) })).body.details.fields[0].path).toBe('preferences.0.value');
    expect((await keep(browser, { look: 'a\u0000b' })).status).toBe(422);
    expect((await keep(browser, { look: 1 }, 'yesterday')).body.details.fields[0].path).toBe('preferences.0.at');
    const many = (count: number, value: unknown, from = 0) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`columns:T${[...String(from + i)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`, value]));
    expect((await keep(browser, many(16, long))).status).toBe(204);
    expect((await keep(browser, many(2, long, 100))).status).toBe(409);
    expect((await keep(browser, many(16, null))).status).toBe(204);
    expect((await keep(browser, many(184, 1, 200))).status).toBe(204);
    expect((await keep(browser, many(1, 1, 900))).status).toBe(409);
  });

  it('is told with the cookie of the person alone, and is no part of the trail', async () => {
    expect((await keep(new Browser(gateway.url), { look: {} })).status).toBe(401);
    const before = await rowsOf(gateway.city.url, 'select count(*) from offices.audit');
    await keep(await signedIn('one'), { look: { theme: 'light' } });
    expect(await rowsOf(gateway.city.url, 'select count(*) from offices.audit')).toEqual(before);
  });
});

it('is kept the same where services have addresses of their own', async () => {
  const byUrl = await openGatewayByUrl(inject('postgresUrl'), 'preferences_by_url');
  try {
    expect((await keep(await signedIn('first', byUrl.url), { tabs: [1] })).status).toBe(204);
    expect(await kept(await signedIn('first', byUrl.url))).toEqual({ tabs: [1] });
  } finally {
    await byUrl.close();
  }
});
