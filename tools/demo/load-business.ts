import { CITY, MAIN_TOWN } from './areas';
import type { DemoCity } from './generate';
import type { Asking } from './leave';

interface Found {
  readonly id: string;
  readonly name: string;
  readonly creditCode?: string | null;
  readonly kind?: string;
  readonly areaCode?: string;
}

const nodesOf = async (client: Asking, document: string, variables: object): Promise<readonly Found[]> => ((await client.ask(document, variables)).list as { nodes: readonly Found[] }).nodes;
const premisesNamed = async (client: Asking, name: string) => (await nodesOf(client, 'query Named($f: PremisesFilter) { list: premisesList(filter: $f, first: 20) { nodes { id name } } }', { f: { search: name } })).find((one) => one.name === name);
const unitNamed = async (client: Asking, name: string) => {
  const found = (await nodesOf(client, 'query Unit($f: UnitFilter) { list: units(filter: $f, first: 20) { nodes { id name } } }', { f: { search: name } })).find((one) => one.name === name);
  if (!found) throw new Error(`No unit is called ${name}`);
  return found.id;
};
const isEmpty = async (client: Asking, many: string) => ((await client.ask(`query Any { list: ${many}(first: 1) { totalCount } }`)).list as { totalCount: number }).totalCount === 0;
const create = (client: Asking, type: string, i: object) => client.ask(`mutation Make($i: Create${type}Input!) { made: create${type}(input: $i) { id } }`, { i });

/** Which department answers for what, by tag, industry or kind. */
const RULES = [
  { ground: '危险化学品安全专委会', tag: 'HAZARDOUS_CHEMICALS', unit: '汨罗市应急管理局' },
  { ground: '工贸安全专委会（金属冶炼）', tag: 'METALLURGY', unit: '汨罗市应急管理局', soleSupervisor: true },
  { ground: '商贸流通安全专委会', kind: 'SHOP', unit: '汨罗市市场监督管理局' },
  { ground: '建筑施工安全专委会', kind: 'BUILDING_SITE', unit: '汨罗市住房和城乡建设局' },
] as const;

/** What no file brings, as staff of the bureau enter it: rules, premises entered twice, bodies that supervise, a request to another town. What is there already stays. */
export async function loadBusiness(bureau: Asking, { twins }: DemoCity): Promise<void> {
  if (await isEmpty(bureau, 'departmentRules')) for (const { unit, ...rule } of RULES) await create(bureau, 'DepartmentRule', { ...rule, unitId: await unitNamed(bureau, unit), areaCode: CITY });
  for (const { name, kind, areaCode, address } of twins) if (!(await premisesNamed(bureau, name))) await create(bureau, 'Premises', { name, kind, areaCode, address });
  if (await isEmpty(bureau, 'supervisions')) await supervise(bureau);
  if (await isEmpty(bureau, 'transferRequests')) await askForTransfer(bureau);
}

/** Of those that must have exactly one supervising body, some have one, one has two, the rest none. */
async function supervise(bureau: Asking): Promise<void> {
  const marked = await nodesOf(bureau, 'query Marked { list: premisesList(filter: { soleSupervision: [NONE], ended: false }, first: 4) { nodes { id name } } }', {});
  const units = [await unitNamed(bureau, '汨罗市应急管理局'), await unitNamed(bureau, '汨罗市住房和城乡建设局')];
  for (const [place, { id }] of marked.entries())
    for (const unitId of place === 0 ? units : units.slice(0, 1)) await create(bureau, 'Supervision', { ground: '2026 年监管分工', premisesId: id, unitId, since: '2026-01-01' });
}

/** For the main town, an enterprise is asked for that another town has registered; it is not answered yet. */
async function askForTransfer(bureau: Asking): Promise<void> {
  const coded = await nodesOf(bureau, 'query Coded { list: premisesList(filter: { creditCodeMissing: false, kind: [ENTERPRISE], ended: false }, orderBy: { field: AREA_CODE, direction: DESC }, first: 20) { nodes { id name creditCode kind areaCode } } }', {});
  const theirs = coded.find(({ areaCode }) => areaCode!.length >= 9 && !areaCode!.startsWith(MAIN_TOWN));
  if (theirs) await create(bureau, 'TransferRequest', { creditCode: theirs.creditCode, kind: theirs.kind, areaCode: MAIN_TOWN, reason: '厂房已搬到新市镇工业园，原址已腾空' });
}
