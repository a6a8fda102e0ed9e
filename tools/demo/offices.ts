import { CITY, type DivisionRow, MAIN_TOWN, townsOf, villagesOf } from './areas';
import { demoIdentityCard, demoMobile, PeopleNames } from './names';
import { Random } from './random';
import { staffing } from './staffing';

export interface UnitRow {
  readonly name: string;
  readonly kind: string;
  readonly areaCode: string;
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
export interface Offices {
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
type UnitSketch = Pick<UnitRow, 'name' | 'kind' | 'areaCode' | 'parentId'> & { readonly staff: readonly Vacancy[] };

export const BUREAU = '汨罗市应急管理局';
export const DESK = '汨罗市集成指挥中心';
export const GOVERNMENT = '汨罗市人民政府';
export const AUDIT = '汨罗市审计局';
export const SQUADRON = '汨罗市应急管理综合行政执法大队新市中队';
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
  return [{ name: SQUADRON, kind: 'SQUADRON', areaCode: MAIN_TOWN, parentId: BUREAU, staff: staffing.squadron }, ...villages];
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
      const where = { unitId: unit.name, areaCode: unit.areaCode };
      people.push({ ...where, name, staffNumber: `ML${String(serial).padStart(4, '0')}`, phone: demoMobile(serial), idCard: demoIdentityCard(random, serial), title: vacancy.title });
      appointments.push({
        ...where, post: vacancy.post, personId: name, roleId: vacancy.role, lines: vacancy.lines ?? [], startsOn: random.day(2024, 2025), fullTime: vacancy.post !== 'LEADER',
        employment: vacancy.employment ?? 'ESTABLISHED',
      });
    }
  }
  return { units, people, appointments };
}
