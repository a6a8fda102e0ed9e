import { CITY, type DivisionRow, MAIN_TOWN, townsOf, villagesOf } from './areas';
import { demoIdentityCard, demoMobile, PeopleNames } from './names';
import { Random } from './random';
import { staffing } from './staffing';

export interface UnitRow {
  readonly name: string;
  readonly kind: string;
  readonly areaCode: string;
  /** Where a unit works that answers to one of a larger area. */
  readonly stationedCode?: string;
  /** Name of the unit above. */
  readonly parentId?: string;
  readonly headcount: number;
  readonly openedOn: string;
  readonly phone: string;
  readonly address: string;
}
export interface PersonRow {
  readonly name: string;
  readonly staffNumber: string;
  readonly unitId: string;
  readonly areaCode: string;
  readonly phone: string;
  readonly idCard: string;
  readonly title: string;
}
export interface AppointmentRow {
  readonly post: string;
  readonly personId: string;
  readonly unitId: string;
  readonly roleId: string;
  readonly areaCode: string;
  readonly lines: readonly string[];
  readonly startsOn: string;
  readonly fullTime: boolean;
  readonly employment: string;
}
/** A post held for its holder for some time; people by name. */
export interface StandIn {
  readonly principal: string;
  readonly deputy: string;
  readonly reason: string;
}
/** Who has left a post, and who took it on. */
export interface Former {
  readonly person: string;
  readonly successor: string;
  readonly reason: string;
}
/** An enterprise's own safety officer; the premises are named when they are made. */
export interface OfficerPost {
  readonly person: string;
  readonly unit: string;
  readonly role: string;
  readonly areaCode: string;
  readonly startsOn: string;
}
export interface Offices {
  readonly standIns: readonly StandIn[];
  readonly formers: readonly Former[];
  readonly officer: OfficerPost;
  readonly units: readonly UnitRow[];
  readonly people: readonly PersonRow[];
  readonly appointments: readonly AppointmentRow[];
}
/** One post to be filled. */
export interface Vacancy {
  readonly post: string;
  readonly title: string;
  readonly role: string;
  readonly lines?: readonly string[];
  readonly employment?: string;
}
type UnitSketch = Pick<UnitRow, 'name' | 'kind' | 'areaCode' | 'stationedCode' | 'parentId'> & { readonly staff: readonly Vacancy[] };

export const BUREAU = '汨罗市应急管理局';
export const DESK = '汨罗市集成指挥中心';
export const GOVERNMENT = '汨罗市人民政府';
export const AUDIT = '汨罗市审计局';
/** Its officer is away: another village's stands in. */
export const STOOD_IN_FOR = '八里村';
export const SQUADRON = '汨罗市应急管理综合行政执法大队新市中队';
/** Heads of village groups lead grids; each village has so many of them. */
export const GROUP_HEAD = '村民小组长';
const GROUP_HEADS = 3;
/** No office of the city: the safety officers of its enterprises. */
export const OFFICERS = '新市镇企业安全员';
export const emergencyOffice = (town: string) => `${town}应急管理办公室`;
export const townDesk = (town: string) => `${town}集成指挥中心`;
export const committeeOf = (village: string) =>
  village.endsWith('社区') ? `新市镇${village}居民委员会` : `新市镇${village}村民委员会`;

const departments: readonly (readonly [name: string, lines: readonly string[]])[] = [
  ['汨罗市公安局', ['TRANSPORT']],
  ['汨罗市市场监督管理局', ['MARKET', 'COMMERCE']],
  ['汨罗市农业农村局', ['AGRICULTURE']],
  ['汨罗市水利局', ['WATER']],
  ['汨罗市住房和城乡建设局', ['CONSTRUCTION']],
  ['汨罗市消防救援大队', ['FIRE']],
];

function cityUnits(): UnitSketch[] {
  const city = { areaCode: CITY };
  return [
    { ...city, name: GOVERNMENT, kind: 'OTHER', staff: staffing.government },
    { ...city, name: BUREAU, kind: 'BUREAU', parentId: GOVERNMENT, staff: staffing.bureau },
    { ...city, name: '汨罗市安全生产委员会办公室', kind: 'COMMITTEE_OFFICE', parentId: BUREAU, staff: staffing.committeeOffice },
    { ...city, name: DESK, kind: 'COMMAND_DESK', parentId: GOVERNMENT, staff: staffing.desk },
    { ...city, name: AUDIT, kind: 'OTHER', parentId: GOVERNMENT, staff: staffing.audit },
    ...departments.map(([name, lines]) => ({ ...city, name, kind: 'DEPARTMENT', parentId: GOVERNMENT, staff: staffing.department(lines) })),
  ];
}

function townUnits(town: DivisionRow, random: Random): UnitSketch[] {
  const area = { areaCode: town.code };
  const office = { ...area, name: emergencyOffice(town.name), kind: 'EMERGENCY_OFFICE', parentId: BUREAU, staff: staffing.emergencyOffice(random) };
  return [office, { ...area, name: townDesk(town.name), kind: 'COMMAND_DESK', parentId: DESK, staff: staffing.desk }];
}

function mainTownUnits(rows: readonly DivisionRow[]): UnitSketch[] {
  const villages = villagesOf(rows, MAIN_TOWN).map(({ code, name }) => ({
    name: committeeOf(name), kind: 'VILLAGE_COMMITTEE', areaCode: code, parentId: emergencyOffice('新市镇'), staff: staffing.village,
  }));
  return [{ name: SQUADRON, kind: 'SQUADRON', areaCode: CITY, stationedCode: MAIN_TOWN, parentId: BUREAU, staff: staffing.squadron }, ...villages];
}

/** Units with their people and posts: the bureau and what belongs to it, an office and a desk in each town, the main town in full. */
export function makeOffices(rows: readonly DivisionRow[], seed: number): Offices {
  const random = new Random(seed, 'offices');
  const names = new PeopleNames(new Random(seed, 'people'));
  const sketches = [...cityUnits(), ...townsOf(rows).flatMap((town) => townUnits(town, random)), ...mainTownUnits(rows)];
  const units: UnitRow[] = [];
  const people: PersonRow[] = [];
  const appointments: AppointmentRow[] = [];
  for (const { staff, ...unit } of sketches) {
    const openedOn = random.day(2019, 2024);
    const number = units.length + 1;
    units.push({ ...unit, headcount: staff.length + random.whole(0, 2), openedOn, phone: `0730-8${String(100_000 + number)}`, address: `汨罗市政务路${number}号` });
    for (const vacancy of staff) {
      const serial = people.length + 1;
      const name = names.next();
      const where = { unitId: unit.name, areaCode: unit.stationedCode ?? unit.areaCode };
      people.push({ ...where, name, staffNumber: `ML${String(serial).padStart(4, '0')}`, phone: demoMobile(serial), idCard: demoIdentityCard(random, serial), title: vacancy.title });
      appointments.push({
        ...where, post: vacancy.post, personId: name, roleId: vacancy.role, lines: vacancy.lines ?? [], startsOn: random.day(2024, 2025), fullTime: vacancy.post !== 'LEADER',
        employment: vacancy.employment ?? 'ESTABLISHED',
      });
    }
  }
  const hire = (unit: string, title: string, areaCode = MAIN_TOWN): string => {
    const serial = people.length + 1;
    const name = names.next();
    people.push({ unitId: unit, areaCode, name, staffNumber: `ML${String(serial).padStart(4, '0')}`, phone: demoMobile(serial), idCard: demoIdentityCard(random, serial), title });
    return name;
  };
  const changes = changesOf(rows, units, appointments, hire);
  for (const { code, name } of villagesOf(rows, MAIN_TOWN)) for (let i = 0; i < GROUP_HEADS; i += 1) hire(committeeOf(name), GROUP_HEAD, code);
  return { units, people, appointments, ...changes };
}

/** What happens to posts: a village officer stands in for another, the squadron has had another head, an enterprise has its own officer. */
function changesOf(rows: readonly DivisionRow[], units: UnitRow[], appointments: AppointmentRow[], hire: (unit: string, title: string) => string): Pick<Offices, 'standIns' | 'formers' | 'officer'> {
  const holder = (unit: string, post: string) => appointments.find((one) => one.unitId === unit && one.post === post)!.personId;
  const neighbour = villagesOf(rows, MAIN_TOWN).find(({ name }) => name !== STOOD_IN_FOR)!.name;
  const former = hire(SQUADRON, '原中队长');
  const successor = holder(SQUADRON, 'SQUADRON_LEADER');
  appointments.push({ post: 'SQUADRON_LEADER', personId: former, unitId: SQUADRON, roleId: '执法队员', areaCode: MAIN_TOWN, lines: [], startsOn: '2022-03-01', fullTime: true, employment: 'ESTABLISHED' });
  units.push({ name: OFFICERS, kind: 'OTHER', areaCode: MAIN_TOWN, parentId: emergencyOffice('新市镇'), headcount: 1, openedOn: '2025-01-01', phone: '0730-8199999', address: '汨罗市新市镇' });
  return {
    standIns: [{ principal: holder(committeeOf(STOOD_IN_FOR), 'VILLAGE_OFFICER'), deputy: holder(committeeOf(neighbour), 'VILLAGE_OFFICER'), reason: '外出培训期间代理' }],
    formers: [{ person: former, successor, reason: '调任市局，工作移交现任中队长' }],
    officer: { person: hire(OFFICERS, '企业安全员'), unit: OFFICERS, role: '企业安全员', areaCode: MAIN_TOWN, startsOn: '2026-01-01' },
  };
}
