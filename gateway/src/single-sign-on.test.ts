import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Browser, codeOf, type Shown } from './testing/browser';
import { rowsOf } from './testing/held-lock';
import { CLIENT, openIdentityHouse, type IdentityHouse } from './testing/identity-house';
import { openGateway, PASSWORD, type Gateway, type Visitor } from './testing/open-gateway';
import { appoint } from './testing/staff';

const TOWN = '430681102';
let house: IdentityHouse;
let gateway: Gateway;
let administrator: Visitor;
const named = ['MODUAN_OIDC_ISSUER', 'MODUAN_OIDC_CLIENT_ID', 'MODUAN_OIDC_CLIENT_SECRET', 'MODUAN_OIDC_NAME', 'MODUAN_OIDC_LINK_BY_USERNAME'] as const;

beforeAll(async () => {
  house = await openIdentityHouse();
  Object.assign(process.env, Object.fromEntries(named.map((name, at) => [name, [house.issuer, CLIENT.id, CLIENT.secret, '市统一身份', ''][at]])));
  gateway = await openGateway(inject('postgresUrl'), 'single_sign_on');
  house.admit(`${gateway.url}/session/oidc/callback`);
  administrator = await gateway.signIn('first');
  for (const username of ['linked', 'other', 'factored']) await appoint(gateway, administrator, { username, areaCode: TOWN, permissions: ['unit.read', 'graph.query'] });
});
afterAll(async () => {
  for (const name of named) delete process.env[name];
  await gateway.close();
  await house.close();
});

const rows = (statement: string, values: unknown[] = []) => rowsOf(gateway.city.url, statement, values);
const location = ({ headers }: Shown) => headers.location!;

/** The provider's side of the way, as the same browser sees it: says who it is and follows back to our door. */
async function atTheProvider(address: string, subject: string, amr = ''): Promise<string> {
  const provider = new Browser(house.issuer);
  const asked = await provider.get(address);
  const interaction = location(asked);
  expect(new URL(interaction, house.issuer).pathname).toMatch(/^\/interaction\//);
  const form = new URLSearchParams({ subject, amr }).toString();
  const cookie = [...provider.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
  const finished = await fetch(new URL(interaction, house.issuer), { method: 'POST', body: form, redirect: 'manual', headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' } });
  const resumed = await fetch(new URL(finished.headers.get('location')!, house.issuer), { redirect: 'manual', headers: { cookie: [cookie, ...finished.headers.getSetCookie().map((line) => line.split(';')[0]!)].join('; ') } });
  return resumed.headers.get('location')!;
}

const travel = async (browser: Browser, subject: string, { amr = '' } = {}) => {
  const asked = await browser.get('/session/oidc');
  expect(asked.status).toBe(303);
  return browser.get(await atTheProvider(location(asked), subject, amr));
};
const askLink = (browser: Browser, body: object = { password: PASSWORD }) => browser.post('/session/oidc/link', body);
const signedIn = async (username: string) => {
  const browser = new Browser(gateway.url);
  await browser.signIn(username, PASSWORD);
  return browser;
};
const linkIn = async (browser: Browser, subject: string, body?: object) => {
  const { address } = (await askLink(browser, body)).body as { address: string };
  return location(await browser.get(await atTheProvider(address, subject)));
};
const link = async (username: string, subject: string) => linkIn(await signedIn(username), subject);

describe('single sign-on', () => {
  it('is offered by name; its question carries PKCE, state and nonce', async () => {
    const browser = new Browser(gateway.url);
    expect((await browser.get('/session')).body.signIn.singleSignOn).toEqual({ name: '市统一身份' });
    const address = new URL(location(await browser.get('/session/oidc')));
    expect(Object.fromEntries(address.searchParams)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', code_challenge: expect.stringMatching(/^[\w-]{43}$/), state: expect.any(String), nonce: expect.any(String) });
    expect(browser.cookies.get('moduan_journey')!.value).not.toContain(address.searchParams.get('state')!);
  });

  it('opens the account that its holder has linked, and makes none', async () => {
    const before = await rows('select count(*) from offices.account');
    expect(location(await travel(new Browser(gateway.url), 'subject-of-linked'))).toBe('/?sso=unknown');
    expect(await link('linked', 'subject-of-linked')).toBe('/my-account?sso=linked');
    const browser = new Browser(gateway.url);
    expect(location(await travel(browser, 'subject-of-linked'))).toBe('/');
    expect((await browser.get('/session')).body.actor.username).toBe('linked');
    expect(await rows('select count(*) from offices.account')).toEqual(before);
    expect((await rows("select outcome from offices.sign_in where means = 'SINGLE_SIGN_ON' order by id")).map(({ outcome }) => outcome)).toEqual(['IDENTITY_UNKNOWN', 'SIGNED_IN']);
  });

  it('is linked to one account at a time, by a session of the holder’s own, until the holder ends it', async () => {
    expect(await link('other', 'subject-of-linked')).toBe('/my-account?sso=taken');
    expect((await askLink(new Browser(gateway.url))).status).toBe(401);
    const browser = await signedIn('linked');
    const { identities } = (await browser.get('/session/identities')).body as { identities: { id: string; shown: string }[] };
    expect(identities).toEqual([expect.objectContaining({ issuer: house.issuer, shown: 'linked' })]);
    expect((await (await signedIn('other')).send('DELETE', `/session/identities/${identities[0]!.id}`)).status).toBe(404);
    expect((await browser.send('DELETE', `/session/identities/${identities[0]!.id}`)).status).toBe(204);
    expect(location(await travel(new Browser(gateway.url), 'subject-of-linked'))).toBe('/?sso=unknown');
    expect((await rows("select action from offices.audit where record_id = (select id::text from offices.account where username = 'linked') order by id desc limit 2")).map(({ action }) => action)).toEqual(['account.unlink-identity', 'account.link-identity']);
  });

  it('is linked by who proves once more who they are: by a password of their own, else by a sign-in at the provider that is minutes old', async () => {
    const browser = await signedIn('other');
    for (const body of [{}, { password: 'Guess-2026-x' }]) {
      const refused = await askLink(browser, body);
      expect([refused.status, refused.body.details]).toMatchObject([422, { fields: [{ path: 'current' }] }]);
    }
    expect(location(await travel(browser, 'subject-of-nobody'))).toBe('/?sso=unknown');
    expect(await link('other', 'subject-of-other')).toBe('/my-account?sso=linked');
    const [account] = await rows("select id from offices.account where username = 'other'");
    const handedOut = (first: boolean) => rows('update offices.credential set first = $2 where account_id = $1', [account!.id, first]);
    await handedOut(true);
    const vouched = new Browser(gateway.url);
    await travel(vouched, 'subject-of-other');
    expect((await vouched.get('/session/all')).body.ownPassword).toBe(false);
    expect((await askLink(vouched, {})).status).toBe(200);
    await rows("update offices.session set created_at = created_at - interval '6 minutes' where account_id = $1", [account!.id]);
    for (const body of [{}, { password: PASSWORD }]) expect((await askLink(vouched, body)).body.details).toMatchObject({ fields: [{ path: 'current', message: expect.stringContaining('统一登录') }] });
    await handedOut(false);
    expect((await askLink(vouched, { password: PASSWORD })).status).toBe(200);
    const { identities } = (await vouched.get('/session/identities')).body as { identities: { id: string }[] };
    expect((await vouched.send('DELETE', `/session/identities/${identities[0]!.id}`)).status).toBe(204);
  });

  it('takes no answer but the one to its own question, from the browser that asked, once', async () => {
    expect(await link('linked', 'subject-of-linked')).toBe('/my-account?sso=linked');
    const [asking, another] = [new Browser(gateway.url), new Browser(gateway.url)];
    const answer = await atTheProvider(location(await asking.get('/session/oidc')), 'subject-of-linked');
    expect(location(await another.get(answer))).toBe('/?sso=late');
    await another.get('/session/oidc');
    expect(location(await another.get(answer))).toBe('/?sso=failed');
    const tampered = new URL(answer);
    tampered.searchParams.set('state', 'guessed');
    expect(location(await asking.copy().get(tampered.href))).toBe('/?sso=failed');
    expect(location(await asking.copy().get(answer))).toBe('/');
    expect(location(await asking.copy().get(answer))).toBe('/?sso=failed');
  });

  it('asks for our own second factor, unless the provider has asked for one', async () => {
    const browser = await signedIn('factored');
    const { secret } = (await browser.post('/session/second-factor', { password: PASSWORD })).body;
    const set = await browser.send('PUT', '/session/second-factor', { code: codeOf(secret, -1) });
    expect(set.status).toBe(200);
    expect(await linkIn(browser, 'subject-of-factored')).toBe('/my-account?sso=linked');
    const plain = new Browser(gateway.url);
    await travel(plain, 'subject-of-factored');
    expect((await plain.get('/session')).body).toMatchObject({ actor: null, step: 'TOTP' });
    expect((await plain.post('/session/code', { code: codeOf(secret) })).body.actor.username).toBe('factored');
    const strong = new Browser(gateway.url);
    await travel(strong, 'subject-of-factored', { amr: 'mfa' });
    expect((await strong.get('/session')).body.actor.username).toBe('factored');
  });

  it('keeps an account that has ended out', async () => {
    await rows("update offices.account set ended_at = now() where username = 'factored'");
    const browser = new Browser(gateway.url);
    expect(location(await travel(browser, 'subject-of-factored', { amr: 'mfa' }))).toBe('/?sso=unknown');
    expect(browser.cookies.has('moduan_session')).toBe(false);
  });

  it('takes the provider’s user name only where the installation says so', async () => {
    expect(location(await travel(new Browser(gateway.url), 'subject-of-other'))).toBe('/?sso=unknown');
    process.env.MODUAN_OIDC_LINK_BY_USERNAME = '1';
    const trusting = await openGateway(inject('postgresUrl'), 'single_sign_on_named');
    try {
      const keeper = await trusting.signIn('first');
      await appoint(trusting, keeper, { username: 'other', areaCode: TOWN, permissions: ['unit.read'] });
      house.admit(`${trusting.url}/session/oidc/callback`);
      const browser = new Browser(trusting.url);
      const asked = await browser.get('/session/oidc');
      expect(location(await browser.get(await atTheProvider(location(asked), 'subject-of-other')))).toBe('/');
      expect((await browser.get('/session')).body.actor.username).toBe('other');
      const named = (statement: string) => rowsOf(trusting.city.url, statement);
      expect(await named("select actor_name, action from offices.audit where action = 'account.link-identity'")).toEqual([{ actor_name: 'other', action: 'account.link-identity' }]);
      await named('update offices.external_identity set ended_at = now()');
      const returning = new Browser(trusting.url);
      expect(location(await returning.get(await atTheProvider(location(await returning.get('/session/oidc')), 'subject-of-other')))).toBe('/?sso=unknown');
      expect(await named('select 1 from offices.external_identity where ended_at is null')).toEqual([]);
    } finally {
      await trusting.close();
    }
  });
});
