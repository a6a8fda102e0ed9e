import { starterRoles } from '@moduan/schema/offices/starter-roles';
import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { rowsOf } from './testing/held-lock';
import { dataOf } from './testing/open-city';
import { openGateway, type FrontDoor, type Visitor } from './testing/open-gateway';
import { openGatewayByUrl } from './testing/open-gateway-by-url';
import { appoint } from './testing/staff';

const [CITY, TOWN, OTHER] = ['430681', '430681102', '430681104'];
const KEEPING = ['unit', 'person', 'appointment', 'account'].flatMap((noun) => ['read', 'create', 'amend', 'end', 'import'].map((action) => `${noun}.${action}`)).concat('role.read', 'account.administer');
type Line = Readonly<Record<string, string>>;
interface Checked {
  readonly id: string;
  readonly counts: Readonly<Record<'create' | 'amend' | 'unchanged' | 'faulty' | 'elsewhere', number>>;
  readonly rows: { readonly nodes: readonly { readonly number: number; readonly outcome: string; readonly faults: readonly { readonly field: string | null; readonly message: string }[] }[] };
}
const RUN = 'id state counts { create amend unchanged faulty elsewhere } rows(first: 50) { nodes { number outcome faults { field message } } }';

describe.each([['in one process', 1], ['with services by their addresses', 2]] as const)('a file of people with posts %s', (_shape, shape) => {
  let door: FrontDoor;
  let databaseUrl: string;
  let first: Visitor;
  let keeper: Visitor;
  beforeAll(async () => {
    const opened = shape === 1 ? await openGateway(inject('postgresUrl'), 'people_one') : await openGatewayByUrl(inject('postgresUrl'), 'people_many');
    [door, databaseUrl] = [opened, 'city' in opened ? opened.city.url : opened.databaseUrl];
    first = await door.signIn('first');
    keeper = await appoint(door, first, { username: 'keeper', areaCode: TOWN, permissions: KEEPING });
    for (const [name, areaCode] of [['白水镇应急办', OTHER], ['新市镇应急办', TOWN]]) dataOf(await first.ask('mutation U($i: CreateUnitInput!) { createUnit(input: $i) { id } }', { i: { name, kind: 'EMERGENCY_OFFICE', areaCode } }));
    for (const { name, permissions } of starterRoles.filter(({ name: role }) => ['应急办负责人', '应急办监管员', '系统管理员'].includes(role))) dataOf(await first.ask('mutation R($i: CreateRoleInput!) { createRole(input: $i) { id } }', { i: { name, permissions } }));
  });
  afterAll(() => door.close());

  const rows = (text: string, values: unknown[] = []) => rowsOf(databaseUrl, text, values);
  const check = async (who: Visitor, lines: readonly Line[]): Promise<Checked> => {
    const columns = [...new Set(lines.flatMap(Object.keys))];
    const answer = await who.fetch('/imports/offices/people', { method: 'POST', body: stringify([...lines], { header: true, columns }), headers: { 'x-file-name': 'people.csv' } });
    expect(answer.status).toBe(202);
    const { id } = (await answer.json()) as { id: string };
    return vi.waitFor(async () => {
      const { run } = dataOf(await who.ask(`query R($id: ID!) { run: officesImport(id: $id) { ${RUN} } }`, { id })) as { run: Checked & { state: string } };
      if (run.state !== 'CHECKED') throw new Error(`still ${run.state}`);
      return run;
    }, { interval: 50, timeout: 15_000 });
  };
  const write = async (who: Visitor, lines: readonly Line[], take = 'ALL') => {
    const { id, counts } = await check(who, lines);
    dataOf(await who.ask('mutation W($input: WriteImportInput!) { run: writeOfficesImport(input: $input) { state } }', { input: { id, take } }));
    return counts;
  };
  const faultsOf = async (who: Visitor, lines: readonly Line[]) => {
    const { rows: { nodes } } = await check(who, lines);
    return nodes.map(({ outcome, faults }) => (faults.length ? faults.map(({ field, message }) => `${field}: ${message}`).join('; ') : outcome));
  };

  const line = (more: Line): Line => ({ 姓名: '甲乙丙', 所在机构: '新市镇应急办', 岗位: '安全监管员', 岗位角色: '应急办监管员', ...more });
  const office: Line[] = [
    line({ 姓名: '陈一帆', 手机: '13900000001', 岗位: '主任', 岗位角色: '应急办负责人', 专职: '是', 用工性质: '正编', 账号: 'chen.yf', 任职日期: '2026-03-01' }),
    line({ 姓名: '林二月', 手机: '13900000002', 账号: '是', 限于条线: '' }),
    line({ 姓名: '林二月', 手机: '13900000002', 岗位: '消防监管员', 账号: '是' }),
    line({ 姓名: '吴三省', 工号: 'xs-017', 账号: '是' }),
    { 姓名: '郑四海', 所在机构: '新市镇应急办' },
  ];

  it('makes people, posts and accounts without passwords at once, each with its own trail', async () => {
    expect(await write(first, office)).toMatchObject({ create: 5, amend: 0, faulty: 0 });
    const made = await rows(`select p.name, p.area_code, array_agg(distinct a.post order by a.post) filter (where a.post is not null) as posts, array_agg(distinct c.username) filter (where c.username is not null) as accounts
      from offices.person p left join offices.appointment a on a.person_id = p.id left join offices.account c on c.person_id = p.id
      where p.name in ('陈一帆', '林二月', '吴三省', '郑四海') group by p.id order by p.name collate "C"`);
    expect(made).toEqual([
      { name: '吴三省', area_code: TOWN, posts: ['SAFETY_SUPERVISOR'], accounts: ['xs-017'] },
      { name: '林二月', area_code: TOWN, posts: ['FIRE_SUPERVISOR', 'SAFETY_SUPERVISOR'], accounts: ['u1020001'] },
      { name: '郑四海', area_code: TOWN, posts: null, accounts: null },
      { name: '陈一帆', area_code: TOWN, posts: ['DIRECTOR'], accounts: ['chen.yf'] },
    ]);
    expect(await rows("select password_state, count(*)::int from offices.account where username in ('chen.yf', 'xs-017', 'u1020001') group by 1")).toEqual([{ password_state: 'NONE', count: 3 }]);
    expect(await rows(`select action, count(*)::int from offices.audit where reason like 'people.csv · %' group by 1 order by 1`)).toEqual([
      { action: 'account.create', count: 3 }, { action: 'appointment.create', count: 4 }, { action: 'person.create', count: 4 },
    ]);
    expect(await rows(`select full_time, employment, starts_on::text, area_code from offices.appointment where post = 'DIRECTOR' and unit_id = (select id from offices.unit where name = '新市镇应急办')`)).toEqual([{ full_time: true, employment: 'ESTABLISHED', starts_on: '2026-03-01', area_code: TOWN }]);
  });

  it('changes nothing when it comes a second time', async () => {
    const before = await rows('select (select count(*) from offices.person) as p, (select count(*) from offices.appointment) as a, (select count(*) from offices.account) as c');
    expect((await check(first, office)).counts).toMatchObject({ create: 0, amend: 0, unchanged: 5, faulty: 0 });
    await write(first, office);
    expect(await rows('select (select count(*) from offices.person) as p, (select count(*) from offices.appointment) as a, (select count(*) from offices.account) as c')).toEqual(before);
  });

  it('recognises who is there, by mobile or by name and unit, and gives the further post without moving them', async () => {
    const further = [line({ 姓名: '陈一帆', 手机: '139 0000 0001', 所在机构: '白水镇应急办', 岗位: '其他' }), line({ 姓名: '郑四海', 账号: '是' })];
    expect(await write(first, further)).toMatchObject({ create: 0, amend: 2, faulty: 0 });
    expect(await rows(`select u.name as unit, a.post, a.area_code from offices.appointment a join offices.person p on p.id = a.person_id join offices.unit u on u.id = a.unit_id where p.name = '陈一帆' order by a.post`)).toEqual([
      { unit: '新市镇应急办', post: 'DIRECTOR', area_code: TOWN }, { unit: '白水镇应急办', post: 'OTHER', area_code: OTHER },
    ]);
    expect(await rows(`select p.area_code, c.username, count(*) over ()::int as people from offices.person p join offices.account c on c.person_id = p.id where p.name = '郑四海'`)).toEqual([{ area_code: TOWN, username: 'u1020002', people: 1 }]);
  });

  it('names row and column of what is wrong', async () => {
    expect(await faultsOf(first, [
      line({ 姓名: '周五', 岗位角色: '' }),
      line({ 姓名: '周五', 所在机构: '没有的机构' }),
      line({ 姓名: '周五', 岗位: '司令' }),
      line({ 姓名: '周五', 手机: '13900000001' }),
      line({ 姓名: '周六', 账号: 'chen.yf' }),
      line({ 姓名: '周七', 账号: 'A b' }),
      line({ 姓名: '陈一帆', 手机: '13900000001', 账号: 'other.name' }),
      line({ 姓名: '周八' }),
      line({ 姓名: '周八' }),
      line({ 姓名: '林二月', 手机: '13900000002', 岗位: '系统管理员', 岗位角色: '系统管理员' }),
      { 姓名: '周九', 所在机构: '新市镇应急办', 岗位角色: '应急办监管员' },
    ])).toEqual([
      expect.stringContaining('roleId: 有岗位就要填岗位角色'),
      expect.stringContaining('unitId: 没有找到'),
      expect.stringContaining('post: 没有这一项'),
      expect.stringContaining('phone: 这个手机号已登记在别人名下'),
      'username: 这个账号名已有人用，请换一个',
      expect.stringContaining('username: 账号为'),
      'username: 这个人已有账号 chen.yf',
      'CREATE',
      'post: 与第 9 行重复',
      expect.stringContaining('roleId: 这个人或代理人同时会有'),
      expect.stringContaining('post: 填了角色却没有岗位'),
    ]);
  });

  it('is of the own town for its administrator, with no role that administers more', async () => {
    expect(await faultsOf(keeper, [
      line({ 姓名: '钱来' }),
      line({ 姓名: '钱往', 所在机构: '白水镇应急办' }),
      line({ 姓名: '钱去', 管辖范围: OTHER }),
      line({ 姓名: '钱上', 管辖范围: CITY }),
      line({ 姓名: '钱管', 岗位: '系统管理员', 岗位角色: '系统管理员' }),
    ])).toEqual([
      'CREATE',
      expect.stringContaining('unitId: 没有找到'),
      expect.stringContaining('postAreaCode: 管辖范围不在您的辖区'),
      expect.stringContaining('postAreaCode: 管辖范围不在您的辖区'),
      'roleId: 这个角色在此范围的管理权限超出您自己的，请由上级管理员任职',
    ]);
    expect(await write(keeper, [line({ 姓名: '钱来', 账号: 'qian.lai' })])).toMatchObject({ create: 1 });
  });

  it('gives by hand no role that administers more than who gives it does', async () => {
    const one = async (table: string, where: string) => (await rows(`select id from offices.${table} where ${where}`))[0]!.id;
    const post = { post: 'ADMINISTRATOR', personId: await one('person', "name = '钱来'"), unitId: await one('unit', "name = '新市镇应急办'"), roleId: await one('role', "name = '系统管理员'"), areaCode: TOWN, startsOn: '2026-02-01' };
    const { errors } = await keeper.ask('mutation M($i: CreateAppointmentInput!) { createAppointment(input: $i) { id } }', { i: post });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', details: { fields: [{ path: 'roleId', message: expect.stringContaining('超出您自己的') }] } } }]);
  });
});
