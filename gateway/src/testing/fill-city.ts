import type { Actor } from '@moduan/kernel';
import { makeCreditCode, makeIdentityCard } from '@moduan/schema/codes';
import { definitions } from '../composition';
import { rowsOf } from './held-lock';
import { dataOf, untilHeard, type Answer, type City } from './open-city';
import { takeFile, type Cost, type FileRow } from './take-file';

export const TOWN = '430681102';
export const PAGE = 100;

export const village = (i: number) => `${TOWN}${201 + i}`;
const numbers = Array.from({ length: PAGE + 1 }, (_, i) => i);
const square = (i: number) => {
  const [x, y] = [113 + i / 1000, 28.7];
  return JSON.stringify({ type: 'Polygon', coordinates: [[[x, y], [x + 0.001, y], [x + 0.001, y + 0.001], [x, y + 0.001], [x, y]]] });
};
export const creditCode = (i: number, kind = 'DM') => makeCreditCode({ division: '430681', body: `${kind}${String(i).padStart(6, '0')}` });

interface Register {
  readonly service: string;
  readonly many: string;
  readonly row: (i: number) => FileRow;
  /** What a second file changes of the same records, where a file finds them again. */
  readonly change?: (row: FileRow) => FileRow;
}

/** Registers in an order in which each finds what it leans on; every record with all its relations. */
const registers: readonly Register[] = [
  { service: 'grids', many: 'areas', row: (i) => ({ 区划代码: village(i), 名称: `第${i}村` }), change: (row) => ({ ...row, 名称: `${row.名称}社区` }) },
  { service: 'grids', many: 'areaAliases', row: (i) => ({ 曾用名: `旧${i}村`, 现属区划: village(i), 类别: '曾用名' }) },
  { service: 'grids', many: 'grids', row: (i) => ({ 网格名称: `网格${i}`, 网格代码: `${village(i)}001`, 网格长: `长${i}`, 户数: i, 边界: square(i) }), change: (row) => ({ ...row, 户数: Number(row.户数) + 500 }) },
  { service: 'offices', many: 'units', row: (i) => ({ 机构名称: `机构${i}`, 类别: '其他', 辖区: village(i), 上级机构: `上级${i}` }), change: (row) => ({ ...row, 编制数: 7 }) },
  { service: 'offices', many: 'roles', row: (i) => ({ 角色名称: `角色${i}`, 权限: '查看机构' }), change: (row) => ({ ...row, 说明: '又一次' }) },
  {
    service: 'offices', many: 'people',
    row: (i) => ({ 姓名: `人${i}`, 工号: `W${i}`, 所在机构: `机构${i}`, 辖区: village(i), 手机: `138${String(10_000_000 + i)}`, 身份证号: makeIdentityCard({ division: '430699', birth: '1984-02-29', serial: i }) }),
    change: (row) => ({ ...row, 职务职级: '主任科员' }),
  },
  { service: 'grids', many: 'gridStaffList', row: (i) => ({ 网格: `${village(i)}001`, 网格岗位: '网格长', 人员: `人${i}` }), change: (row) => ({ ...row, 网格岗位: '机关干部' }) },
  { service: 'offices', many: 'appointments', row: (i) => ({ 岗位: '其他', 人员: `人${i}`, 任职机构: `机构${i}`, 岗位角色: `角色${i}`, 管辖范围: village(i), 任职日期: '2026-01-01' }) },
  {
    service: 'enterprises', many: 'premisesList',
    row: (i) => ({ 名称: `汨罗市第${i}厂`, 统一社会信用代码: creditCode(i), 类别: '企业', 所在区域: `${village(i)}001`, 地址: `${i}号`, 从业人数: i, 法人代表: `法人${i}`, 负责人手机: `139${String(10_000_000 + i)}` }),
    change: (row) => ({ ...row, 从业人数: Number(row.从业人数) + 500, 法人代表: `${row.法人代表}二` }),
  },
  { service: 'enterprises', many: 'starChanges', row: (i) => ({ 统一社会信用代码: creditCode(i), 星级: 3, 理由: '评定' }), change: (row) => ({ ...row, 星级: 4 }) },
  { service: 'enterprises', many: 'licences', row: (i) => ({ 证照编号: `L${i}`, 证照种类: '食品经营许可', 企业与商铺: `汨罗市第${i}厂` }), change: (row) => ({ ...row, 发证机关: '市局' }) },
  { service: 'enterprises', many: 'licenceCaps', row: (i) => ({ 依据: `规划${i}`, 证照种类: '燃气经营许可', 区域: village(i), 总量: i }) },
  { service: 'enterprises', many: 'insurances', row: (i) => ({ 保单号: `P${i}`, 企业与商铺: `汨罗市第${i}厂`, 承保公司: '甲保险', 保险起期: '2026-01-01', 保险止期: '2026-12-31' }), change: (row) => ({ ...row, 事故预防服务: 3 }) },
  { service: 'enterprises', many: 'stockLimits', row: (i) => ({ 物品: `物品${i}`, 企业与商铺: `汨罗市第${i}厂`, 限量: 10, 计量单位: '箱' }) },
  { service: 'enterprises', many: 'riskPoints', row: (i) => ({ 风险部位: `部位${i}`, 企业与商铺: `汨罗市第${i}厂`, 风险等级: '红（重大）', 管控措施: '巡检' }) },
  { service: 'enterprises', many: 'postDuties', row: (i) => ({ 岗位: `岗位${i}`, 企业与商铺: `汨罗市第${i}厂`, 责任清单: '巡检' }) },
  { service: 'enterprises', many: 'trainedSellers', row: (i) => ({ 姓名: `人${i}`, 企业与商铺: `汨罗市第${i}厂`, 培训证号: `T${i}` }), change: (row) => ({ ...row, 培训日期: '2026-01-01' }) },
];

export interface Measured {
  readonly many: string;
  readonly what: 'new rows' | 'changed rows';
  /** One row, then a hundred. */
  readonly costs: readonly [Cost, Cost];
}

/** A city with 101 records in every register, through the doors that staff use; and what the files cost. */
export async function fillCity(city: City, actor: Actor): Promise<Measured[]> {
  const take = (service: string, many: string, rows: readonly FileRow[]) => takeFile(city, actor, service, many, rows);
  await take('grids', 'areas', [{ 区划代码: '430681', 名称: '汨罗市' }]);
  await take('grids', 'areas', [{ 区划代码: TOWN, 名称: '新市镇' }]);
  await take('offices', 'units', numbers.map((i) => ({ 机构名称: `上级${i}`, 类别: '其他', 辖区: TOWN })));
  const measured: Measured[] = [];
  for (const { service, many, row, change } of registers) {
    if (many === 'gridStaffList') await untilHeard(city);
    if (many === 'premisesList') {
      await untilHeard(city);
      // The first file after a change of the areas reads their names, those after it find them read.
      await take(service, many, [{ ...row(PAGE * 5), 所在区域: TOWN }]);
    }
    const [first, ...rest] = numbers.map(row) as [FileRow, ...FileRow[]];
    measured.push({ many, what: 'new rows', costs: [await take(service, many, [first]), await take(service, many, rest)] });
    if (change) measured.push({ many, what: 'changed rows', costs: [await take(service, many, [change(first)]), await take(service, many, rest.map(change))] });
  }
  await fillPremises(city.url);
  await openAccounts(city, actor);
  await fillPosts(city.url);
  await fillTrail(city.url);
  await untilHeard(city);
  return measured;
}

/** What no file brings of premises: a supervising body, a request to hand them over, what it asks; and rules. */
async function fillPremises(url: string): Promise<void> {
  const [names, author] = ['id, version, created_at, created_by, created_by_name, updated_at', "1, now(), 'fill', 'fill', now()"];
  await rowsOf(url, `insert into enterprises.supervision (${names}, ground, premises_id, area_code, unit_id, since) select gen_random_uuid(), ${author}, 'duty', id, area_code, (select id from offices.unit limit 1), '2026-01-01' from enterprises.premises`);
  await rowsOf(url, `insert into enterprises.transfer_request (${names}, credit_code, kind, area_code, reason, state) select id, ${author}, credit_code, kind, area_code, 'moved', 'REFUSED' from enterprises.premises`);
  await rowsOf(url, `insert into enterprises.transfer_demand (${names}, reason, request_id, premises_id, credit_code, kind, area_code, to_code, state) select gen_random_uuid(), ${author}, 'moved', id, id, credit_code, kind, area_code, area_code, 'REFUSED' from enterprises.premises`);
  await rowsOf(url, `insert into enterprises.department_rule (${names}, ground, tag, unit_id, area_code) select gen_random_uuid(), ${author}, 'rule', 'COATING', (select id from offices.unit limit 1), area_code from enterprises.premises`);
}

/** What no file brings: a deputy for every post, its hand-over, and premises that it is narrowed to. */
async function fillPosts(url: string): Promise<void> {
  const author = "1, now(), 'fill', 'fill', now()";
  await rowsOf(url, `insert into offices.deputy (id, version, created_at, created_by, created_by_name, updated_at, appointment_id, principal_id, person_id, area_code, starts_on, ends_on, reason)
    select gen_random_uuid(), ${author}, post.id, post.person_id, (select id from offices.person as other where other.id <> post.person_id limit 1), post.area_code, '2026-01-01', '2026-01-02', 'leave' from offices.appointment as post`);
  await rowsOf(url, `insert into offices.hand_over (id, version, created_at, created_by, created_by_name, updated_at, matters, appointment_id, from_person_id, to_person_id, area_code, handed_over_on)
    select gen_random_uuid(), ${author}, 'none', id, person_id, person_id, area_code, '2026-01-03' from offices.appointment`);
  await rowsOf(url, `insert into grids.area_change (id, version, created_at, created_by, created_by_name, updated_at, from_code, to_code, from_name, to_name, level, kind, effective_on)
    select gen_random_uuid(), ${author}, code, code, name, name, 'VILLAGE', 'RECODED', '2026-01-03' from grids.area where length(code) = 12`);
  await rowsOf(url, `with numbered as (select id, row_number() over (order by id) as place from offices.appointment), its as (select id, row_number() over (order by id) as place from enterprises.premises)
    update offices.appointment set premises_ids = array[its.id::text] from numbered join its using (place) where appointment.id = numbered.id`);
}

/** What the system itself writes: sign-ins, tokens, and what was refused. */
async function fillTrail(url: string): Promise<void> {
  const [names, author] = ['id, version, created_at, created_by, created_by_name, updated_at', "gen_random_uuid(), 1, now(), 'fill', 'fill', now()"];
  await rowsOf(url, `insert into offices.sign_in (${names}, username, account_id, area_code, outcome, address, means, mac) select ${author}, username, id, area_code, 'SIGNED_IN', '127.0.0.1', 'PASSWORD', '' from offices.account`);
  await rowsOf(url, `insert into offices.access_token (${names}, name, account_id, area_code, scopes, expires_at) select ${author}, username, id, area_code, '{UNIT_READ}', now() from offices.account`);
  await rowsOf(url, `insert into offices.device_token (${names}, name, area_code, scopes, expires_at) select ${author}, username, area_code, '{UNIT_READ}', now() from offices.account`);
  for (const { name } of definitions)
    await rowsOf(url, `insert into ${name}.refused_attempt (${names}, area_code, operation, code, address, request_id, mac) select ${author}, area_code, 'Mutation.endUnit', 'FORBIDDEN', '127.0.0.1', 'fill', '' from offices.account`);
}

const done = async (answer: Promise<Answer>) => dataOf(await answer);

async function openAccounts(city: City, actor: Actor): Promise<void> {
  const { people } = await done(city.ask('offices', actor, '{ people(first: 101) { nodes { id areaCode } } }'));
  for (const [i, { id, areaCode }] of (people as { nodes: { id: string; areaCode: string }[] }).nodes.entries())
    await done(city.ask('offices', actor, 'mutation M($i: CreateAccountInput!) { createAccount(input: $i) { id } }', { i: { username: `account.${i}`, personId: id, areaCode } }));
}
