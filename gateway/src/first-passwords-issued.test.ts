import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Browser } from './testing/browser';
import { rowsOf } from './testing/held-lock';
import { dataOf } from './testing/open-city';
import { openGateway, type FrontDoor, type Visitor } from './testing/open-gateway';
import { openGatewayByUrl } from './testing/open-gateway-by-url';
import { appoint } from './testing/staff';

const [TOWN, OTHER] = ['430681102', '430681104'];
const ISSUE = 'mutation I($i: IssueFirstPasswordsInput!) { answer: issueFirstPasswords(input: $i) { issued { id passwordState } refused { id name message } strips { username personName unitName password } days } }';
interface Answer {
  readonly issued: readonly { readonly id: string; readonly passwordState: string }[];
  readonly refused: readonly { readonly id: string; readonly name: string | null }[];
  readonly strips: readonly { readonly username: string; readonly personName: string; readonly unitName: string; readonly password: string }[];
  readonly days: number;
}

describe.each([['in one process', 1], ['with services by their addresses', 2]] as const)('a sheet of first passwords %s', (_shape, shape) => {
  let door: FrontDoor;
  let databaseUrl: string;
  let first: Visitor;
  let keeper: Visitor;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    const opened = shape === 1 ? await openGateway(inject('postgresUrl'), 'sheet_one') : await openGatewayByUrl(inject('postgresUrl'), 'sheet_many');
    [door, databaseUrl] = [opened, 'city' in opened ? opened.city.url : opened.databaseUrl];
    first = await door.signIn('first');
    keeper = await appoint(door, first, { username: 'keeper', areaCode: TOWN, permissions: ['account.read', 'account.administer', 'person.read', 'unit.read'] });
    const make = async (type: string, input: object) => (dataOf(await first.ask(`mutation M($i: Create${type}Input!) { made: create${type}(input: $i) { id } }`, { i: input })).made as { id: string }).id;
    for (const [username, name, areaCode] of [['an.yi', '安一', TOWN], ['bai.er', '白二', TOWN], ['chu.san', '储三', OTHER]] as const) {
      const unitId = await make('Unit', { name: `${name}的机构`, kind: 'EMERGENCY_OFFICE', areaCode });
      ids[username] = await make('Account', { username, personId: await make('Person', { name, unitId, areaCode }), areaCode });
    }
    ids.keeper = (await rows("select id from offices.account where username = 'keeper'"))[0]!.id as string;
  });
  afterAll(() => door.close());

  const rows = (text: string, values: unknown[] = []) => rowsOf(databaseUrl, text, values);
  const issue = async (who: Visitor, ...names: string[]) => dataOf(await who.ask(ISSUE, { i: { ids: names.map((name) => ids[name] ?? name) } })).answer as Answer;
  const enter = (username: string, password: string) => new Browser(door.url).signIn(username, password);

  it('is told once, unit by unit, with everything that its holder needs', async () => {
    const { issued, refused, strips, days } = await issue(first, 'bai.er', 'an.yi');
    expect([issued.map(({ passwordState }) => passwordState), refused, days]).toEqual([['FIRST', 'FIRST'], [], 7]);
    expect(strips.map(({ username, personName, unitName }) => [username, personName, unitName])).toEqual([['an.yi', '安一', '安一的机构'], ['bai.er', '白二', '白二的机构']]);
    const { status, body } = await enter('an.yi', strips[0]!.password);
    expect([status, body.step, body.actor]).toEqual([200, 'PASSWORD', null]);
  });

  it('is nowhere but on paper: no table and no trail holds a password', async () => {
    const [strip] = (await issue(first, 'an.yi')).strips;
    const tables = await rows("select table_name from information_schema.tables where table_schema in ('offices', 'audit', 'events') and table_type = 'BASE TABLE'");
    expect(tables.length).toBeGreaterThan(15);
    for (const { table_name: table } of await rows("select table_schema || '.' || table_name as table_name from information_schema.tables where table_schema in ('offices', 'audit', 'events') and table_type = 'BASE TABLE'"))
      expect(await rows(`select 1 from ${String(table)} as kept where kept::text like '%' || $1 || '%'`, [strip!.password]), `${table as string}`).toEqual([]);
    const [entry] = await rows('select action, actor_name, area_code from offices.audit where record_id = $1 order by id desc limit 1', [ids['an.yi']]);
    expect(entry).toEqual({ action: 'account.issue-first-password', actor_name: 'First', area_code: TOWN });
  });

  it('is dead when another is printed, and so is what was open under it', async () => {
    const [before] = (await issue(first, 'an.yi')).strips;
    const half = new Browser(door.url);
    await half.signIn('an.yi', before!.password);
    const [after] = (await issue(first, 'an.yi')).strips;
    expect((await enter('an.yi', before!.password)).status).toBe(401);
    expect((await half.post('/session/password', { current: before!.password, password: 'Chosen-by-me-26' })).status).toBe(401);
    expect((await enter('an.yi', after!.password)).status).toBe(200);
  });

  it('lapses when its days are over: then it is answered like a wrong one', async () => {
    const [strip] = (await issue(first, 'bai.er')).strips;
    await rows("update offices.credential set expires_at = now() - interval '1 second' where account_id = $1", [ids['bai.er']]);
    const [lapsed, wrong] = [await enter('bai.er', strip!.password), await enter('an.yi', 'Wrong-password-26')];
    const plain = ({ status, body }: typeof lapsed) => [status, body.code, String(body.message).replace(/\d/, 'n')];
    expect(plain(lapsed)).toEqual(plain(wrong));
    const [again] = (await issue(first, 'bai.er')).strips;
    const browser = new Browser(door.url);
    await browser.signIn('bai.er', again!.password);
    expect((await browser.post('/session/password', { current: again!.password, password: 'Chosen-by-me-26' })).status).toBe(200);
    await rows("update offices.credential set changed_at = now() - interval '30 days' where account_id = $1", [ids['bai.er']]);
    expect([(await enter('bai.er', 'Chosen-by-me-26')).status, await rows('select password_state from offices.account where id = $1', [ids['bai.er']])]).toEqual([200, [{ password_state: 'OWN' }]]);
  });

  it('gives a way in where the caller administers, to nobody else and not to the caller', async () => {
    const { issued, refused } = await issue(keeper, 'an.yi', 'chu.san', 'keeper', '00000000-0000-7000-8000-000000000000');
    expect([issued.map(({ id }) => id), refused.map(({ name }) => name)]).toEqual([[ids['an.yi']], [null, null, 'keeper']]);
    const nobody = await appoint(door, first, { username: 'nobody', areaCode: TOWN, permissions: ['account.read'] });
    expect((await nobody.ask(ISSUE, { i: { ids: [ids['an.yi']] } })).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await first.ask(ISSUE, { i: { ids: [] } })).errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', details: { fields: [{ path: 'ids' }] } } }]);
  });

  it('takes a starting set of roles once, and the set-up is finished by who keeps the whole city', async () => {
    const taken = async () => (dataOf(await first.ask('mutation { takeStarterRoles { name } }')).takeStarterRoles as object[]).length;
    expect([await taken(), await taken()]).toEqual([12, 0]);
    expect((await keeper.ask('mutation { finishSetUp { finishedAt } }')).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    await rows("insert into offices.city (kind, code, name) values ('REAL', '430681', '汨罗市')");
    expect(dataOf(await keeper.ask('{ setUp { code name real finishedAt } }')).setUp).toEqual({ code: '430681', name: '汨罗市', real: true, finishedAt: null });
    expect(dataOf(await first.ask('mutation { finishSetUp { finishedAt } }')).finishSetUp).toEqual({ finishedAt: expect.any(String) });
  });
});
