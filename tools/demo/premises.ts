import { CITY, type DivisionRow, MAIN_TOWN, townsOf, villagesOf } from './areas';
import { demoCreditCode, demoMobile, PeopleNames, TradeNames } from './names';
import { Random } from './random';
import { type Grid, pointIn } from './tiling';
import { enterpriseTrades, otherTrades, shopTrades, type Trade } from './trades';

export interface PremisesRow {
  readonly name: string;
  readonly operatorName: string;
  readonly creditCode: string | null;
  readonly kind: string;
  readonly areaCode: string;
  readonly address: string;
  readonly longitude: number | null;
  readonly latitude: number | null;
  readonly industryCode: string;
  readonly lineOfWork: string;
  readonly sizeClass: string | null;
  readonly employees: number | null;
  readonly tags: readonly string[];
  readonly status: string;
  readonly responsiblePerson: string | null;
  readonly responsiblePhone: string | null;
  readonly safetyOfficer: string | null;
}
/** What is made beside a row: it follows from the trade, but stands in another register. */
export interface MadePremises {
  readonly row: PremisesRow;
  readonly trade: Trade;
}
interface Place {
  readonly areaCode: string;
  readonly address: string;
  readonly point?: readonly [number, number];
}

const STATUSES = [['IN_OPERATION', 91], ['STOPPED', 4], ['PROCEDURES_PENDING', 2], ['SUSPENDED', 1.2], ['CLOSED', 1.8]] as const;
const SIZES = [['MICRO', 62], ['SMALL', 31], ['MEDIUM', 6], ['LARGE', 1]] as const;
const STAFF: Readonly<Record<string, readonly [from: number, to: number]>> = { MICRO: [2, 19], SMALL: [20, 120], MEDIUM: [121, 400], LARGE: [401, 1500] };
const ROADS = ['振兴路', '兴园路', '创业大道', '友好路', '团结街', '富民路', '新园路', '文化街'];
const FORMS = [['有限公司', 80], ['厂', 12], ['有限责任公司', 8]] as const;

/** Makes the premises of the whole city, one generator for all so that no name and no code comes twice. */
class PremisesMaker {
  private readonly random: Random;
  private readonly trades: TradeNames;
  private readonly people: PeopleNames;
  private serial = 0;

  constructor(seed: number, private readonly divisions: readonly DivisionRow[], private readonly grids: readonly Grid[]) {
    this.random = new Random(seed, 'premises');
    this.trades = new TradeNames(new Random(seed, 'trade names'));
    this.people = new PeopleNames(new Random(seed, 'responsible persons'));
  }

  enterprise(place: Place): MadePremises {
    const { random } = this;
    const trade = random.weighted(enterpriseTrades.map((candidate) => [candidate, candidate.weight]));
    const farm = trade.line === 'AGRICULTURE';
    const form = farm && random.chance(0.6) ? '专业合作社' : random.weighted(FORMS);
    const name = this.trades.next((brand) => `汨罗市${brand}${random.pick(trade.words)}${form}`);
    const size = random.chance(0.94) ? random.weighted(SIZES) : null;
    return this.made('ENTERPRISE', name, trade, place, demoCreditCode(form === '专业合作社' ? '93' : '91', this.serial), size);
  }

  shop(place: Place): MadePremises {
    const { random } = this;
    const trade = random.weighted(shopTrades.map((candidate) => [candidate, candidate.weight]));
    const name = this.trades.next((brand) => `${brand}${random.pick(trade.words)}`);
    return this.made('SHOP', name, trade, place, random.chance(0.72) ? demoCreditCode('92', this.serial) : null, random.chance(0.3) ? 'MICRO' : null);
  }

  other(kind: string, suffix: string, trade: Trade, place: Place): MadePremises {
    const name = this.trades.next((brand) => `${brand}${this.random.pick(trade.words)}${suffix}`);
    return this.made(kind, name, trade, place, kind === 'HOUSE' ? null : demoCreditCode('91', this.serial), null);
  }

  private made(kind: string, name: string, trade: Trade, place: Place, creditCode: string | null, sizeClass: string | null): MadePremises {
    const { random } = this;
    const serial = (this.serial += 1);
    const known = random.chance(0.95);
    const [from, to] = STAFF[sizeClass ?? 'MICRO']!;
    const row: PremisesRow = {
      name, operatorName: name, creditCode, kind, areaCode: place.areaCode, address: place.address, longitude: place.point?.[0] ?? null, latitude: place.point?.[1] ?? null,
      industryCode: trade.industry, lineOfWork: trade.line, sizeClass, employees: random.chance(0.9) ? random.whole(from, to) : null,
      tags: Object.entries(trade.tags ?? {}).filter(([, likelihood]) => random.chance(likelihood)).map(([tag]) => tag), status: random.weighted(STATUSES),
      responsiblePerson: known ? this.people.next() : null, responsiblePhone: known ? demoMobile(10_000 + serial) : null,
      safetyOfficer: kind === 'ENTERPRISE' && random.chance(0.6) ? this.people.next() : null,
    };
    return { row, trade };
  }

  /** Most stand in a grid; some are known to the village or the town only. */
  mainPlace(): Place {
    const { random } = this;
    const grid = random.pick(this.grids);
    const village = this.divisions.find(({ code }) => code === grid.areaCode.slice(0, 12))!;
    const address = `湖南省汨罗市新市镇${village.name}${random.chance(0.6) ? `${random.pick(ROADS)}${random.whole(1, 280)}号` : `${random.whole(1, 18)}组`}`;
    const share = random.between(0, 1);
    if (share < 0.015) return { areaCode: MAIN_TOWN, address: `湖南省汨罗市新市镇${random.pick(ROADS)}${random.whole(1, 280)}号` };
    if (share < 0.04) return { areaCode: village.code, address };
    return { areaCode: grid.areaCode, address, point: pointIn(grid, random) };
  }

  townPlace(town: DivisionRow): Place {
    const { random } = this;
    const villages = villagesOf(this.divisions, town.code);
    const village = villages.length && random.chance(0.8) ? random.pick(villages) : undefined;
    const address = `湖南省汨罗市${town.name}${village?.name ?? '集镇'}${random.whole(1, 20)}${village ? '组' : '号'}`;
    return { areaCode: village?.code ?? town.code, address };
  }

  *city(): Generator<MadePremises> {
    for (let i = 0; i < 3000; i += 1) yield this.enterprise(this.mainPlace());
    for (let i = 0; i < 3300; i += 1) yield this.shop(this.mainPlace());
    for (const [kind, suffix, trade, count] of otherTrades) for (let i = 0; i < count; i += 1) yield this.other(kind, suffix, trade, this.mainPlace());
    for (const town of townsOf(this.divisions).filter(({ code, parent }) => code !== MAIN_TOWN && parent === CITY)) {
      const count = this.random.whole(20, 60);
      for (let i = 0; i < count; i += 1) yield this.random.chance(0.5) ? this.enterprise(this.townPlace(town)) : this.shop(this.townPlace(town));
    }
  }
}

/** 3,000 enterprises and 3,300 shops in the main town, a few other places, and 20 to 60 in each other town. */
export const makePremises = (rows: readonly DivisionRow[], grids: readonly Grid[], seed: number): MadePremises[] => [...new PremisesMaker(seed, rows, grids).city()];
