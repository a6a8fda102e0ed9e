import { CITY, MAIN_TOWN } from './areas';
import { PeopleNames } from './names';
import type { MadePremises, PremisesRow } from './premises';
import { Random } from './random';

export interface InsuranceRow { readonly policyNumber: string; readonly premisesId: string; readonly insurer: string; readonly validFrom: string; readonly validUntil: string; readonly coverFen: number; readonly servicesDone: number | null; readonly lastServiceOn: string | null }
export interface RiskPointRow { readonly place: string; readonly premisesId: string; readonly colour: string; readonly measures: string; readonly post: string; readonly person: string }
export interface PostDutyRow { readonly post: string; readonly premisesId: string; readonly person: string; readonly duties: string }
export interface StockLimitRow { readonly substance: string; readonly premisesId: string; readonly most: number; readonly unit: string; readonly stock: number; readonly stockOn: string }
export interface SellerRow { readonly name: string; readonly premisesId: string; readonly certificateNumber: string; readonly trainedOn: string; readonly validUntil: string }
export interface CapRow { readonly ground: string; readonly kind: string; readonly areaCode: string; readonly most: number }

const INSURERS = ['湘安财产保险', '三湘财产保险', '洞庭财产保险'];
const RISKS = [
  ['配电房', 'YELLOW', '门窗完好，非电工不入；每月测一次接地'], ['原料仓库', 'ORANGE', '限高堆放，严禁烟火，灭火器每月检查'], ['喷涂间', 'RED', '通风不停机，防爆电器，清理漆渣有记录'],
  ['有限空间（污水池）', 'RED', '先通风、再检测、后作业，专人监护'], ['冲压工位', 'ORANGE', '双手按钮和光栅有效，换模先断电'], ['办公区', 'BLUE', '下班断电，疏散通道不堆物'], ['装卸平台', 'YELLOW', '叉车限速，人车分流'],
] as const;
const DUTIES = [['主要负责人', '每月带队检查一次\n批准检修和动火\n组织应急演练'], ['安全员', '每天巡查并记录\n登记隐患并盯整改\n组织班前会'], ['班组长', '开工前检查设备和防护\n纠正违章\n交接班写明隐患']] as const;

/** What belongs to premises beside licences: most of the riskier ones have it. */
export function makeBelongings(premises: readonly MadePremises[], seed: number) {
  const random = new Random(seed, 'belongings');
  const people = new PeopleNames(new Random(seed, 'posts of premises'));
  const active = premises.filter(({ row }) => row.status !== 'CLOSED');
  const enterprises = active.filter(({ row }) => row.kind === 'ENTERPRISE');
  const risky = enterprises.filter(({ row }) => row.tags.length > 0 && random.chance(0.2));
  const insured = enterprises.filter(() => random.chance(0.2));
  const fireworks = active.filter(({ trade }) => trade.licence?.[0] === 'FIREWORKS');
  const insurances = insured.map(({ row }, i): InsuranceRow => {
    const [year, day] = [random.chance(0.85) ? 2026 : 2025, random.day(2000, 2000).slice(4)];
    const served = random.chance(0.6);
    return { policyNumber: `AZX${String(i + 1).padStart(7, '0')}`, premisesId: row.name, insurer: random.pick(INSURERS), validFrom: `${year - 1}${day}`, validUntil: `${year}${day}`, coverFen: random.whole(1, 20) * 100_000_000, servicesDone: served ? random.whole(1, 4) : null, lastServiceOn: served ? `${year - 1}-12-0${random.whole(1, 9)}` : null };
  });
  const riskPoints = risky.flatMap(({ row }): RiskPointRow[] =>
    Array.from({ length: random.whole(1, 4) }, (_, i) => RISKS[(i * 2 + row.name.length) % RISKS.length]!).map(([place, colour, measures]) => ({ place, premisesId: row.name, colour, measures, post: '安全员', person: row.safetyOfficer ?? people.next() })));
  const postDuties = risky.slice(0, 120).flatMap(({ row }): PostDutyRow[] => DUTIES.map(([post, duties]) => ({ post, premisesId: row.name, person: post === '主要负责人' ? (row.responsiblePerson ?? people.next()) : people.next(), duties })));
  const stockLimits = fireworks.map(({ row }): StockLimitRow => ({ substance: '烟花爆竹', premisesId: row.name, most: 100, unit: 'BOX', stock: random.chance(0.9) ? random.whole(10, 100) : random.whole(101, 140), stockOn: '2026-11-10' }));
  const sellers = fireworks.map(({ row }, i): SellerRow => ({ name: people.next(), premisesId: row.name, certificateNumber: `YHXS〔2025〕${String(i + 1).padStart(4, '0')}`, trainedOn: '2025-11-20', validUntil: random.chance(0.9) ? '2027-11-19' : '2026-12-15' }));
  return { insurances, riskPoints, postDuties, stockLimits, sellers };
}

/** Rules of the city on how many licences there may be; the demonstration stands well below, but for one. */
export const makeCaps = (licences: readonly { readonly kind: string }[]): CapRow[] => {
  const held = (kind: string) => licences.filter((licence) => licence.kind === kind).length;
  return [
    { ground: '烟花爆竹零售点布设规划（2026）', kind: 'FIREWORKS', areaCode: CITY, most: held('FIREWORKS') + 10 },
    { ground: '成品油零售网点规划', kind: 'OIL', areaCode: CITY, most: held('OIL') },
    { ground: '新市镇燃气经营网点规划', kind: 'GAS', areaCode: MAIN_TOWN, most: held('GAS') + 5 },
  ];
};

/** Premises that staff entered twice: under the name as it stands on the door, without a code. */
export const makeTwins = (premises: readonly PremisesRow[]): PremisesRow[] =>
  premises
    .filter(({ kind, creditCode, areaCode, status }) => kind === 'SHOP' && creditCode && areaCode.startsWith(MAIN_TOWN) && areaCode.length === 15 && status === 'IN_OPERATION')
    .slice(0, 6)
    .map((row) => ({ ...row, name: `${row.name}（个体工商户）`, operatorName: `${row.name}（个体工商户）`, creditCode: null, areaCode: row.areaCode.slice(0, 12), longitude: null, latitude: null, responsiblePhone: null, employees: null }));
