import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Client } from 'pg';
import { migrate, SecretBox, verifyAudit } from '@moduan/kernel';
import { definitions, migrated } from './composition';
import { Browser } from './testing/browser';
import { holdLock, rowsOf } from './testing/held-lock';
import { dataOf, oneAtATime, testKeys } from './testing/open-city';
import { openGateway, PASSWORD, type Gateway, type Visitor } from './testing/open-gateway';
import { appoint } from './testing/staff';
import { sealAll } from './testing/seal-all';

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

describe('a row of the log', () => {
  let owner: Client;
  const settings = () => ({ ownerUrl: gateway.city.url, secrets: new SecretBox(testKeys) });
  const verify = () => verifyAudit(owner, settings(), definitions);
  const findings = async () => (await verify()).findings.map(({ what, service, where }) => [what, service, where]);
  beforeAll(async () => {
    owner = new Client({ connectionString: gateway.city.url });
    await owner.connect();
    await new Browser(gateway.url).signIn('\ud83dnobody', PASSWORD);
  });
  afterAll(() => owner.end());

  it('is under a seal like everything else, whatever was typed as a name', async () => {
    await sealAll(owner, settings());
    const { findings: none, logged } = await verify();
    expect([none, logged]).toEqual([[], Number((await rowsOf(gateway.city.url, 'select count(*) from offices.sign_in'))[0]!.count)]);
    expect(await rowsOf(gateway.city.url, `select 1 from offices.sign_in where username = '\ufffd***'`)).toHaveLength(1);
  });

  it.each(['username', 'outcome', 'address', 'means', 'area_code', 'created_by_name', 'account_id', 'created_at'])('is not altered unseen: %s', async (column) => {
    const other = column === 'account_id' ? 'null' : column === 'created_at' ? "created_at - interval '1 microsecond'" : "'another'";
    await owner.query('begin');
    const { rows } = await owner.query<{ id: string }>(`update offices.sign_in set ${column} = ${other} where id = (select id from offices.sign_in where outcome = 'SIGNED_IN' limit 1) returning id`);
    const found = await findings();
    await owner.query('rollback');
    expect(found).toContainEqual(['changed', 'offices', rows[0]!.id]);
  });

  it('is not taken away unseen, nor added', async () => {
    await owner.query('begin');
    await owner.query(`delete from offices.sign_in where outcome = 'LOCKED'`);
    const removed = await findings();
    await owner.query('rollback');
    expect(removed).toEqual([['removed', 'offices', expect.stringMatching(/^seal/)]]);
    const copy = (mac: string) => owner.query(`insert into offices.sign_in (id, version, created_at, created_by, created_by_name, updated_at, username, account_id, area_code, outcome, address, means, mac)
      select gen_random_uuid(), 1, created_at, created_by, created_by_name, updated_at, username, account_id, area_code, 'SIGNED_OUT', address, means, ${mac} from offices.sign_in where outcome = 'SIGNED_IN' limit 1 returning id`);
    await expect(copy('null')).rejects.toThrow('null value in column "mac"');
    await owner.query('begin');
    const { rows } = await copy('mac');
    const added = await findings();
    await owner.query('rollback');
    expect(added).toEqual([['changed', 'offices', rows[0]!.id]]);
  });

  it('of an older version gets its mark once', async () => {
    await owner.query('alter table offices.sign_in alter column mac drop not null');
    await owner.query('update offices.sign_in set mac = null');
    const run = () => oneAtATime(inject('postgresUrl'), () => migrate(settings(), migrated));
    await run();
    expect((await findings()).length).toBeGreaterThan(0);
    await owner.query(`delete from audit.chained where service = 'offices.sign_in'`);
    await run();
    expect(await findings()).toEqual([]);
  });

  it('that a former version adds while older ones get theirs gets one too; afterwards it can add none', async () => {
    await owner.query('alter table offices.sign_in alter column mac drop not null');
    await owner.query(`delete from audit.chained where service = 'offices.sign_in'`);
    const columns = 'version, created_at, created_by, created_by_name, updated_at, username, account_id, area_code, outcome, address, means';
    const added = `insert into offices.sign_in (id, ${columns}) select gen_random_uuid(), ${columns} from offices.sign_in limit 1`;
    const former = await holdLock(gateway.city.url, added, []);
    const marking = oneAtATime(inject('postgresUrl'), () => migrate(settings(), migrated));
    await former.untilWaiting(1, 'migrations');
    await former.commit();
    await marking;
    expect(await findings()).toEqual([]);
    await expect(owner.query(added)).rejects.toThrow('null value in column "mac"');
  });
});
