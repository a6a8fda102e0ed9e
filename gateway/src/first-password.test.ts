import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Browser } from './testing/browser';
import { rowsOf } from './testing/held-lock';
import { dataOf } from './testing/open-city';
import { FIRST_PASSWORD, openGateway, PASSWORD, type Gateway, type Visitor } from './testing/open-gateway';
import { appoint } from './testing/staff';

const TOWN = '430681102';
let gateway: Gateway;
let administrator: Visitor;

beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'first_password');
  administrator = await gateway.signIn('first');
});
afterAll(() => gateway.close());

const rows = (statement: string, values: unknown[] = []) => rowsOf(gateway.city.url, statement, values);
const idOf = async (username: string) => (await rows('select id from offices.account where username = $1', [username]))[0]!.id as string;
const handOut = async (username: string, password = FIRST_PASSWORD) => administrator.ask('mutation P($i: SetAccountPasswordInput!) { setAccountPassword(input: $i) { id } }', { i: { id: await idOf(username), password } });
const amendRules = async (values: object) => {
  const { setting } = dataOf(await administrator.ask('{ setting(id: "00000000-0000-7000-8000-000000000001") { id version } }')) as { setting: { id: string; version: number } };
  return administrator.ask('mutation A($i: AmendSettingInput!) { amendSetting(input: $i) { id history { action changes { field to } } } }', { i: { ...setting, ...values } });
};
const appointed = (username: string) => appoint(gateway, administrator, { username, areaCode: TOWN, permissions: ['unit.read'] });
const entered = async (username: string, password: string) => {
  const browser = new Browser(gateway.url);
  return { browser, answer: await browser.signIn(username, password) };
};
const faultOf = (body: { details: { fields: { path: string; message: string }[] } }) => body.details.fields.map(({ path, message }) => `${path}: ${message}`).join();

describe('a password that somebody else has set', () => {
  it('opens nothing but the change of it', async () => {
    await appointed('newcomer');
    dataOf(await handOut('newcomer'));
    const { browser, answer } = await entered('newcomer', FIRST_PASSWORD);
    expect([answer.status, answer.body]).toMatchObject([200, { actor: null, step: 'PASSWORD', username: 'newcomer', signIn: { passwordRule: expect.stringContaining('10') } }]);
    for (const shown of [
      await browser.ask('{ units { totalCount } }'),
      await browser.get('/exports/offices/units.csv'),
      await browser.get('/imports/offices/units/template.csv'),
      await browser.post('/session/second-factor', { password: FIRST_PASSWORD }),
      await browser.post('/session/tokens', { name: 'x', scopes: ['unit.read'], days: 1 }),
      await browser.get('/session/all'),
    ])
      expect([shown.status, shown.body]).toMatchObject([401, { code: 'UNAUTHENTICATED', details: { step: 'PASSWORD' } }]);
    expect((await browser.post('/session/password', { current: FIRST_PASSWORD, password: FIRST_PASSWORD })).body.code).toBe('INVALID_INPUT');
    const changed = await browser.post('/session/password', { current: FIRST_PASSWORD, password: 'Chosen-by-me-26' });
    expect([changed.status, changed.body]).toMatchObject([200, { actor: { username: 'newcomer' }, step: null }]);
    expect((await entered('newcomer', FIRST_PASSWORD)).answer.status).toBe(401);
    expect((await entered('newcomer', 'Chosen-by-me-26')).answer.body.step).toBeNull();
  });

  it('is none where the first administrator has chosen it', async () => {
    expect((await entered('first', PASSWORD)).answer.body).toMatchObject({ step: null, actor: { username: 'first' } });
  });
});

describe('a holder’s own password', () => {
  it('is changed with the old one; all other sessions end, this one goes on', async () => {
    await appointed('holder');
    const [{ browser: here }, { browser: there }] = [await entered('holder', PASSWORD), await entered('holder', PASSWORD)];
    expect((await here.post('/session/password', { current: 'Not-the-old-1', password: 'Chosen-by-me-26' })).body).toMatchObject({ code: 'INVALID_INPUT', details: { fields: [{ path: 'current' }], attemptsLeft: 4 } });
    expect((await here.post('/session/password', { current: PASSWORD, password: 'Chosen-by-me-26' })).status).toBe(200);
    expect((await there.post('/session/refresh')).status).toBe(401);
    expect((await here.get('/session')).body.actor.username).toBe('holder');
    expect((await rows('select action, actor_name from offices.audit where record_id = $1 order by id desc limit 1', [await idOf('holder')]))[0]).toEqual({ action: 'account.change-password', actor_name: 'holder' });
  });

  it('is not found out by trying it there: wrong ones lock as at sign-in', async () => {
    await appointed('tried');
    const { browser } = await entered('tried', PASSWORD);
    for (let i = 0; i < 5; i++) expect((await browser.post('/session/password', { current: `Guess-number-${i}`, password: 'Chosen-by-me-26' })).status).toBe(422);
    expect((await browser.post('/session/password', { current: PASSWORD, password: 'Chosen-by-me-26' })).body.code).toBe('RATE_LIMITED');
    expect((await entered('tried', PASSWORD)).answer.status).toBe(429);
  });

  it.each([['Short-1', '10–200'], ['onlylowercase-', '至少三种'], ['My-Chooser-2026', '账号名'], ['Password-2026', '常见'], ['P@ssw0rd-2026', '常见'], ['Welcome123!', '常见'], ['Qwerty-123456', '常见']])('is refused when it is %s', async (password, told) => {
    if (password === 'Short-1') await appointed('chooser');
    const { browser } = await entered('chooser', PASSWORD);
    expect(faultOf((await browser.post('/session/password', { current: PASSWORD, password })).body)).toMatch(new RegExp(`^password: .*${told}`));
  });
});

describe('the rules of the installation', () => {
  it('keep former passwords from coming again, as many as they say', async () => {
    await appointed('turner');
    dataOf(await amendRules({ passwordsRemembered: 2 }));
    let current = PASSWORD;
    const change = async (password: string) => {
      const { browser } = await entered('turner', current);
      const { status, body } = await browser.post('/session/password', { current, password });
      if (status === 200) current = password;
      return status === 200 ? 'changed' : faultOf(body);
    };
    expect(await change('Second-word-26')).toBe('changed');
    expect(await change(PASSWORD)).toMatch(/用过/);
    expect(await change('Third-word-26')).toBe('changed');
    expect(await change('Third-word-26')).toMatch(/用过/);
    expect(await change(PASSWORD)).toBe('changed');
  });

  it('are those that the form shows, and hold for passwords handed out too', async () => {
    await appointed('ruled');
    const amended = dataOf(await amendRules({ passwordMinLength: 14, passwordKinds: 2 })) as { amendSetting: { history: object[] } };
    expect(amended.amendSetting.history[0]).toMatchObject({ action: 'setting.amend', changes: expect.arrayContaining([{ field: 'passwordMinLength', to: '14' }]) });
    expect((await new Browser(gateway.url).get('/session')).body.signIn).toMatchObject({ passwordMinLength: 14, passwordRule: expect.stringContaining('14–200') });
    expect((await handOut('ruled', 'Handed-26-xY')).errors![0]!.extensions.code).toBe('INVALID_INPUT');
    dataOf(await handOut('ruled', 'handed out to ruler'));
    dataOf(await amendRules({ passwordMinLength: 10, passwordKinds: 3 }));
  });

  it('let a password grow old, to be changed at the next sign-in', async () => {
    await appointed('elder');
    await rows("update offices.credential set changed_at = now() - interval '91 days' where account_id = $1", [await idOf('elder')]);
    expect((await entered('elder', PASSWORD)).answer.body.step).toBeNull();
    dataOf(await amendRules({ passwordMaxAgeDays: 90 }));
    expect((await entered('elder', PASSWORD)).answer.body.step).toBe('PASSWORD');
    dataOf(await amendRules({ passwordMaxAgeDays: null }));
    expect((await entered('elder', PASSWORD)).answer.body.step).toBeNull();
  });

  it('say when an account locks, and for how long', async () => {
    dataOf(await amendRules({ lockAfter: 3, lockMinutes: 60 }));
    const browser = new Browser(gateway.url);
    for (const left of [2, 1, 0]) expect((await browser.signIn('locker', 'Wrong-2026-guess')).body.details).toEqual({ attemptsLeft: left });
    expect((await browser.signIn('locker', 'Wrong-2026-guess')).body.details.retryAfterSeconds).toBeGreaterThan(3500);
    dataOf(await amendRules({ lockAfter: 5, lockMinutes: 15 }));
  });

  it('are amended by administrators of the whole city alone, and within bounds', async () => {
    const town = await appoint(gateway, administrator, { username: 'townkeeper', areaCode: TOWN, permissions: ['setting.read', 'setting.amend', 'graph.query'] });
    const { setting } = dataOf(await town.ask('{ setting(id: "00000000-0000-7000-8000-000000000001") { id version allowedActions } }')) as { setting: { id: string; version: number; allowedActions: string[] } };
    expect(setting.allowedActions).toEqual([]);
    const tried = await town.ask('mutation A($i: AmendSettingInput!) { amendSetting(input: $i) { id } }', { i: { id: setting.id, version: setting.version, lockAfter: 20 } });
    expect(tried.errors![0]!.extensions.code).toBe('FORBIDDEN');
    expect((await amendRules({ passwordMinLength: 4 })).errors![0]!.extensions).toMatchObject({ code: 'INVALID_INPUT', details: { fields: [{ path: 'passwordMinLength' }] } });
    expect((await amendRules({ sessionIdleHours: 24, sessionMaxHours: 2 })).errors![0]!.extensions).toMatchObject({ code: 'INVALID_INPUT', details: { fields: [{ path: 'sessionIdleHours' }] } });
  });
});
