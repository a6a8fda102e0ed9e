import { verify } from '@node-rs/argon2';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { postFrom } from './testing/from-address';
import { rowsOf } from './testing/held-lock';
import { FIRST, openGateway, PASSWORD, type Gateway } from './testing/open-gateway';

vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>();
  return { ...real, verify: vi.fn<typeof real.verify>(real.verify) };
});

let gateway: Gateway;
let fresh: Gateway;
beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'same_work');
  fresh = await openGateway(inject('postgresUrl'), 'nobody_yet', null);
});
afterAll(async () => {
  await gateway.close();
  await fresh.close();
});
beforeEach(() => void vi.mocked(verify).mockClear());

let machines = 0;
const signIn = (url: string, username: string, password: string) => postFrom(`127.0.5.${(machines += 1)}`, `${url}/session`, { username, password });
const parametersOf = (hash: unknown) => String(hash).split('$').slice(1, 4);
const worked = () => vi.mocked(verify).mock.calls.map(([hash, password]) => [...parametersOf(hash), password]);

describe('an attempt to sign in', () => {
  it('takes the work of one password, argon2id of 19 MiB in two passes, whether the name is known or not', async () => {
    const [known, unknown] = [await signIn(gateway.url, 'first', 'Wrong-2026-guess'), await signIn(gateway.url, 'not.there', 'Wrong-2026-guess')];
    expect([known.status, unknown.status]).toEqual([401, 401]);
    const once = ['argon2id', 'v=19', 'm=19456,t=2,p=1', 'Wrong-2026-guess'];
    expect(worked()).toEqual([once, once]);
    expect((await signIn(gateway.url, 'first', PASSWORD)).status).toBe(200);
    expect(worked()).toHaveLength(3);
  });

  it('takes none once the name is locked, known or not', async () => {
    for (const name of ['first', 'not.there.either']) {
      for (let i = 0; i < 5; i++) await signIn(gateway.url, name, 'Wrong-2026-guess');
      vi.mocked(verify).mockClear();
      expect((await signIn(gateway.url, name, PASSWORD)).status).toBe(429);
      expect(worked()).toEqual([]);
    }
  });
});

describe('an installation that has just been made', () => {
  it('has no account and opens to no password that everybody knows', async () => {
    for (const table of ['account', 'credential', 'access_token', 'device_token', 'session', 'role', 'person']) expect([table, await rowsOf(fresh.city.url, `select * from offices.${table}`)]).toEqual([table, []]);
    for (const [username, password] of [['admin', 'admin'], ['root', 'root'], ['first', PASSWORD], ['postgres', 'postgres'], ['moduan', 'moduan']] as const) expect((await signIn(fresh.url, username, password)).status).toBe(401);
    expect(await (await fresh.fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' })).json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('is taken by who holds the token of this start, which is another each time, and by nobody else', async () => {
    const token = fresh.running.firstToken!;
    expect(token).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    const ask = async (headers: Record<string, string>) => (await postFrom('127.0.5.200', `${fresh.url}/first-administrator`, FIRST, headers)).status;
    for (const wrong of ['', 'first', token.slice(1), `${token}0`, token.toUpperCase()]) expect(await ask({ 'x-moduan-first': wrong })).toBe(404);
    expect(await ask({})).toBe(404);
    expect(gateway.running.firstToken).not.toBe(token);
    expect([await ask({ 'x-moduan-first': token }), await ask({ 'x-moduan-first': token })]).toEqual([201, 404]);
  });
});
