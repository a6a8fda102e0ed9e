import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { Browser, codeOf } from './testing/browser';
import { holdLock, rowsOf } from './testing/held-lock';
import { dataOf } from './testing/open-city';
import { openGateway, PASSWORD, type Gateway, type Visitor } from './testing/open-gateway';
import { appoint } from './testing/staff';

const TOWN = '430681102';
let gateway: Gateway;
let administrator: Visitor;

beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'second_factor');
  administrator = await gateway.signIn('first');
});
afterAll(() => gateway.close());
afterEach(() => vi.useRealTimers());

const rows = (statement: string, values: unknown[] = []) => rowsOf(gateway.city.url, statement, values);
const later = (seconds: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
const appointed = (username: string) => appoint(gateway, administrator, { username, areaCode: TOWN, permissions: ['unit.read', 'graph.query'] });
const idOf = async (username: string) => (await rows('select id from offices.account where username = $1', [username]))[0]!.id as string;
const reset = async (who: Visitor, username: string) => who.ask('mutation R($i: ResetSecondFactorInput!) { resetSecondFactor(input: $i) { id } }', { i: { id: await idOf(username) } });
const outcomes = async (username: string) => (await rows('select outcome from offices.sign_in where username = $1 order by id', [username])).map(({ outcome }) => outcome);
const entered = async (username: string) => {
  const browser = new Browser(gateway.url);
  return { browser, answer: await browser.signIn(username, PASSWORD) };
};

/** Sets a second factor up of one's own accord; the secret and the codes for the day that the phone is lost. */
async function enrolled(username: string): Promise<{ secret: string; recoveryCodes: string[]; browser: Browser }> {
  await appointed(username);
  const { browser } = await entered(username);
  const { secret } = (await browser.post('/session/second-factor', { password: PASSWORD })).body;
  const confirmed = await browser.send('PUT', '/session/second-factor', { code: codeOf(secret) });
  expect(confirmed.status).toBe(200);
  return { secret, recoveryCodes: confirmed.body.recoveryCodes, browser };
}

describe('whose post asks for a second factor', () => {
  it('sets it up before anything else is answered', async () => {
    await appointed('approver');
    await rows("update offices.role set second_factor = true where name = 'Role of approver'");
    const { browser, answer } = await entered('approver');
    expect([answer.status, answer.body]).toMatchObject([200, { actor: null, step: 'ENROL', username: 'approver' }]);
    for (const shown of [await browser.ask('{ units { totalCount } }'), await browser.get('/exports/offices/units.csv'), await browser.get('/session/tokens'), await browser.get('/session/all')])
      expect([shown.status, shown.body]).toMatchObject([401, { code: 'UNAUTHENTICATED', details: { step: 'ENROL' } }]);
    const setup = (await browser.post('/session/second-factor', {})).body;
    expect(setup).toEqual({ secret: expect.stringMatching(/^[A-Z2-7]{32}$/), address: expect.stringContaining('otpauth://totp/Moduan:approver'), picture: expect.stringMatching(/^data:image\/png;base64,/) });
    expect((await browser.send('PUT', '/session/second-factor', { code: '000000' })).body).toMatchObject({ code: 'INVALID_INPUT', details: { fields: [{ path: 'code' }] } });
    const before = browser.copy();
    const done = await browser.send('PUT', '/session/second-factor', { code: codeOf(setup.secret) });
    expect(done.body).toMatchObject({ actor: { username: 'approver' }, step: null });
    expect(new Set(done.body.recoveryCodes).size).toBe(10);
    expect((await browser.ask('{ units { totalCount } }')).body.data).toBeTruthy();
    later(6);
    expect((await before.get('/session')).body.actor).toBeNull();
    expect((await browser.send('DELETE', '/session/second-factor', { password: PASSWORD })).body.code).toBe('FORBIDDEN');
  });

  it('is asked at the next request when the role begins to ask for it', async () => {
    await appointed('promoted');
    const { browser } = await entered('promoted');
    await rows("update offices.role set second_factor = true where name = 'Role of promoted'");
    later(6);
    expect((await browser.get('/session')).body).toMatchObject({ actor: null, step: 'ENROL' });
  });
});

describe('a second factor', () => {
  it('is kept sealed, its recovery codes hashed', async () => {
    const { secret, recoveryCodes } = await enrolled('keeper');
    const stored = JSON.stringify([await rows('select * from offices.second_factor'), await rows('select * from offices.recovery_code'), await rows('select * from offices.audit')]);
    for (const plain of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))]) expect(stored).not.toContain(plain);
  });

  it('is asked after the password, and each code opens once', async () => {
    const { secret } = await enrolled('once');
    later(60);
    const { browser, answer } = await entered('once');
    expect(answer.body).toMatchObject({ actor: null, step: 'TOTP' });
    expect((await browser.ask('{ units { totalCount } }')).status).toBe(401);
    expect((await browser.post('/session/password', { current: PASSWORD, password: 'Another-word-2027' })).body).toMatchObject({ code: 'UNAUTHENTICATED', details: { step: 'TOTP' } });
    const code = codeOf(secret);
    expect((await browser.post('/session/code', { code })).body).toMatchObject({ actor: { username: 'once' } });
    const { browser: other } = await entered('once');
    expect((await other.post('/session/code', { code })).body).toMatchObject({ code: 'INVALID_INPUT', details: { fields: [{ path: 'code' }], attemptsLeft: 4 } });
    later(30);
    expect((await other.post('/session/code', { code: codeOf(secret) })).status).toBe(200);
    expect((await outcomes('once')).slice(-5)).toEqual(['PASSWORD_ACCEPTED', 'CODE_ACCEPTED', 'PASSWORD_ACCEPTED', 'WRONG_CODE', 'CODE_ACCEPTED']);
  });

  it('of five that come with one code at once lets one in', async () => {
    const { secret } = await enrolled('racer');
    later(60);
    const code = codeOf(secret);
    const browsers = await Promise.all(Array.from({ length: 5 }, async () => (await entered('racer')).browser));
    const lock = await holdLock(gateway.city.url, 'select 1 from offices.second_factor where account_id = $1 for update', [await idOf('racer')]);
    const sent = Promise.all(browsers.map((browser) => browser.post('/session/code', { code })));
    await lock.untilWaiting(5, 'offices');
    await lock.release();
    expect((await sent).map(({ status }) => status).sort()).toEqual([200, 422, 422, 422, 422]);
  });

  it('locks after five wrong codes, whatever password or session they come with', async () => {
    const { secret } = await enrolled('guessed');
    later(60);
    const { browser } = await entered('guessed');
    for (let left = 4; left >= 0; left--) expect((await browser.post('/session/code', { code: '000000' })).body.details).toMatchObject({ attemptsLeft: left });
    expect((await browser.post('/session/code', { code: codeOf(secret) })).body).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfterSeconds: expect.any(Number) } });
    const { browser: other } = await entered('guessed');
    expect((await other.post('/session/code', { code: codeOf(secret) })).status).toBe(429);
    await rows("update offices.second_factor set locked_until = now() - interval '1 second' where account_id = $1", [await idOf('guessed')]);
    expect((await other.post('/session/code', { code: codeOf(secret) })).status).toBe(200);
    expect(await outcomes('guessed')).toEqual(expect.arrayContaining(['WRONG_CODE', 'CODE_LOCKED', 'CODE_ACCEPTED']));
  });

  it('has ten codes for the day that the phone is lost, each for once; new ones make the old ones void', async () => {
    const { recoveryCodes, browser } = await enrolled('lost');
    const { browser: without } = await entered('lost');
    expect((await without.post('/session/code', { code: recoveryCodes[0]!.toLowerCase().replaceAll('-', ' ') })).status).toBe(200);
    const { browser: again } = await entered('lost');
    expect((await again.post('/session/code', { code: recoveryCodes[0] })).status).toBe(422);
    expect((await browser.post('/session/second-factor/recovery-codes', { password: 'wrong-Word-1' })).body.details.fields[0].path).toBe('current');
    const fresh = (await browser.post('/session/second-factor/recovery-codes', { password: PASSWORD })).body.recoveryCodes;
    expect((await again.post('/session/code', { code: recoveryCodes[1] })).status).toBe(422);
    expect((await again.post('/session/code', { code: fresh[1] })).status).toBe(200);
    expect((await again.get('/session/all')).body).toMatchObject({ secondFactor: true, recoveryCodesLeft: 9 });
  });

  it('is set up again by nobody else: the password is asked, and one that stands is not overwritten', async () => {
    await appointed('careful');
    const { browser } = await entered('careful');
    expect((await browser.post('/session/second-factor', {})).body.details.fields[0].path).toBe('current');
    expect((await browser.send('PUT', '/session/second-factor', { code: '123456' })).body.code).toBe('ILLEGAL_TRANSITION');
    const { secret } = (await browser.post('/session/second-factor', { password: PASSWORD })).body;
    await browser.send('PUT', '/session/second-factor', { code: codeOf(secret) });
    expect((await browser.post('/session/second-factor', { password: PASSWORD })).body.code).toBe('CONFLICT');
    expect((await browser.send('DELETE', '/session/second-factor', { password: PASSWORD })).status).toBe(204);
    expect((await entered('careful')).answer.body.actor).toMatchObject({ username: 'careful' });
  });

  it('that is being set up is confirmed within minutes, and guessed at a few times only', async () => {
    await appointed('slow');
    const { browser } = await entered('slow');
    const { secret } = (await browser.post('/session/second-factor', { password: PASSWORD })).body;
    const confirm = async (code: string) => (await browser.send('PUT', '/session/second-factor', { code })).body.code;
    for (let i = 0; i < 5; i++) expect(await confirm('000000')).toBe('INVALID_INPUT');
    expect(await confirm(codeOf(secret))).toBe('RATE_LIMITED');
    await rows("update offices.second_factor set failures = 0, locked_until = null, began_at = now() - interval '16 minutes' where account_id = $1", [await idOf('slow')]);
    expect(await confirm(codeOf(secret))).toBe('ILLEGAL_TRANSITION');
  });

  it('that was guessed at is not locked for ever when the rule becomes stricter', async () => {
    const { secret } = await enrolled('unlucky');
    later(60);
    await rows("update offices.second_factor set failures = 7 where account_id = $1", [await idOf('unlucky')]);
    const { browser } = await entered('unlucky');
    expect((await browser.post('/session/code', { code: codeOf(secret) })).status).toBe(429);
    const [{ locked }] = (await rows('select locked_until > now() as locked from offices.second_factor where account_id = $1', [await idOf('unlucky')])) as [{ locked: boolean }];
    expect(locked).toBe(true);
    await rows("update offices.second_factor set locked_until = now() - interval '1 second' where account_id = $1", [await idOf('unlucky')]);
    expect((await browser.post('/session/code', { code: codeOf(secret) })).status).toBe(200);
  });

  it('that is lost is reset by who administers the account, and by nobody else', async () => {
    const { browser, secret } = await enrolled('phoneless');
    const outsider = await appoint(gateway, administrator, { username: 'outsider', areaCode: '430681104', permissions: ['account.read', 'account.administer', 'graph.query'] });
    expect((await reset(outsider, 'phoneless')).errors![0]!.extensions.code).toBe('NOT_FOUND');
    dataOf(await reset(administrator, 'phoneless'));
    expect((await rows("select action from offices.audit where record_id = $1 order by id desc limit 1", [await idOf('phoneless')]))[0]).toEqual({ action: 'account.reset-second-factor' });
    later(6);
    expect((await browser.get('/session')).body.actor).toBeNull();
    const { browser: again, answer } = await entered('phoneless');
    expect(answer.body.actor).toMatchObject({ username: 'phoneless' });
    expect((await again.send('PUT', '/session/second-factor', { code: codeOf(secret) })).body.code).toBe('ILLEGAL_TRANSITION');
  });
});
