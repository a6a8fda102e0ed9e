import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Browser } from './testing/browser';
import { rowsOf } from './testing/held-lock';
import { dataOf } from './testing/open-city';
import { openGateway, PASSWORD, type Gateway, type Visitor } from './testing/open-gateway';
import { appoint } from './testing/staff';

const TOWN = '430681102';
let gateway: Gateway;
let administrator: Visitor;

beforeAll(async () => {
  gateway = await openGateway(inject('postgresUrl'), 'sign_in_log');
  administrator = await gateway.signIn('first');
  await appoint(gateway, administrator, { username: 'watched', areaCode: TOWN, permissions: ['unit.read'] });
});
afterAll(() => gateway.close());

type Entry = { username: string; outcome: string; areaCode: string; address: string; means: string };
const listed = async (who: Visitor, filter = '{}') => (dataOf(await who.ask(`{ signIns(filter: ${filter}) { totalCount nodes { username outcome areaCode address means } } }`)) as { signIns: { nodes: Entry[] } }).signIns.nodes;

describe('the log of sign-ins', () => {
  it('tells every attempt and its outcome, newest first', async () => {
    const browser = new Browser(gateway.url);
    await browser.signIn('watched', 'Wrong-2026-guess');
    await browser.signIn('watched', PASSWORD);
    await browser.send('DELETE', '/session');
    for (let i = 0; i < 6; i++) await browser.signIn('watched', 'Wrong-2026-guess');
    const entries = await listed(administrator, '{ username: { is: "watched" } }');
    expect(entries.map(({ outcome }) => outcome)).toEqual(['LOCKED', ...Array.from({ length: 5 }, () => 'WRONG_PASSWORD'), 'SIGNED_OUT', 'SIGNED_IN', 'WRONG_PASSWORD', 'PASSWORD_CHANGED', 'SIGNED_IN']);
    expect(entries[0]).toMatchObject({ areaCode: TOWN, address: expect.stringMatching(/^127\./), means: 'PASSWORD' });
  });

  it('keeps no password, and of a name that nobody bears only its beginning', async () => {
    const browser = new Browser(gateway.url);
    await browser.signIn('My-Secret-Word-2026', 'My-Secret-Word-2026');
    const stored = JSON.stringify(await rowsOf(gateway.city.url, 'select * from offices.sign_in')).toLowerCase();
    expect(stored).not.toContain('secret-word');
    expect(stored).not.toContain(PASSWORD.toLowerCase());
    expect(stored).not.toContain('wrong-2026');
    expect(await listed(administrator, '{ outcome: [UNKNOWN_NAME] }')).toEqual([expect.objectContaining({ username: 'm***', areaCode: '430681' })]);
  });

  it('is read where the account is looked after; names that nobody bears in the city alone', async () => {
    const keeps = ['sign-in.read', 'sign-in.export', 'graph.query'];
    const [town, other] = [await appoint(gateway, administrator, { username: 'towner', areaCode: TOWN, permissions: keeps }), await appoint(gateway, administrator, { username: 'other', areaCode: '430681104', permissions: keeps })];
    const names = async (who: Visitor) => [...new Set((await listed(who)).map(({ username }) => username))].sort();
    expect(await names(town)).toEqual(['towner', 'watched']);
    expect(await names(other)).toEqual(['other']);
    expect(await names(administrator)).toEqual(['first', 'm***', 'other', 'towner', 'watched']);
  });

  it('is exported, and takes its permission to read', async () => {
    const file = await administrator.fetch('/exports/offices/signIns.csv');
    expect([file.status, await file.text()]).toEqual([200, expect.stringContaining('密码不对')]);
    const clerk = await appoint(gateway, administrator, { username: 'clerk', areaCode: TOWN, permissions: ['unit.read', 'graph.query'] });
    expect((await clerk.ask('{ signIns { totalCount } }')).errors![0]!.extensions.code).toBe('FORBIDDEN');
    expect((await administrator.ask('mutation { createSignIn(input: {}) { id } }')).errors![0]!.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});
