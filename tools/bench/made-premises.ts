import { v7 } from 'uuid';
import { chained, momentOf, SecretBox } from '@moduan/kernel';
import { industryDivision, industrySection } from '@moduan/schema/codes';
import { type DivisionRow, divisions, townsOf, villagesOf } from '../demo/areas';
import { demoCreditCode, demoMobile } from '../demo/names';
import { Random } from '../demo/random';
import { enterpriseTrades, shopTrades, type Trade } from '../demo/trades';
import type { CopyRow } from './copy-in';

const BRANDS = [...'鼎盛恒瑞嘉禾宏泰润丰汇通卓越锦程远航博达诚信茂欣荣天佑立中和万象金穗银河东晟南岭西源北辰青翠微丹枫紫云澄江碧湖旭日朗月'];
const SURNAMES = [...'王李张刘陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏'];
const STATUSES = [['IN_OPERATION', 91], ['STOPPED', 4], ['PROCEDURES_PENDING', 2], ['SUSPENDED', 1], ['CLOSED', 2]] as const;
const SIZES = [['MICRO', 62], ['SMALL', 31], ['MEDIUM', 6], ['LARGE', 1]] as const;
const AUTHOR = { created_by: 'bench', created_by_name: '测量' };
/** The city is entered over two years. */
const [FROM, SPAN] = [Date.UTC(2024, 10, 1), 730 * 86_400_000];

/** Where the city lies, by and large: nine in ten premises have a point in it. */
export const CITY_EDGES = { west: 112.85, south: 28.45, east: 113.35, north: 29.05 };

/** Rows by table, as COPY takes them. */
export interface MadeRows {
  readonly operator: CopyRow[];
  readonly premises: CopyRow[];
  readonly licence: CopyRow[];
  readonly star: CopyRow[];
  readonly audit: CopyRow[];
}

/** Premises of all towns and villages with their operators, licences, star changes and the trail of their entering. */
class Maker {
  readonly rows: MadeRows = { operator: [], premises: [], licence: [], star: [], audit: [] };
  private readonly random: Random;
  /** Its own, so that points came to the records without changing the others. */
  private readonly spots: Random;
  private readonly places: { readonly code: string; readonly address: string }[];
  private chains: { readonly id: string; readonly code: string; readonly name: string }[] = [];

  constructor(seed: number, private readonly secrets: SecretBox) {
    this.random = new Random(seed, 'measured premises');
    this.spots = new Random(seed, 'measured points');
    const all: readonly DivisionRow[] = divisions();
    this.places = townsOf(all).flatMap((town) => {
      const villages = villagesOf(all, town.code);
      const of = (village?: DivisionRow) => ({ code: village?.code ?? town.code, address: `湖南省汨罗市${town.name}${village?.name ?? '集镇'}` });
      return villages.length ? villages.map(of) : [of()];
    });
  }

  one(serial: number, at: Date): void {
    const { random } = this;
    const enterprise = random.chance(0.4);
    const trades = enterprise ? enterpriseTrades : shopTrades;
    const trade = random.weighted(trades.map((each) => [each, each.weight]));
    const brand = [0, 1, 2].map(() => random.pick(BRANDS)).join('');
    const name = `${enterprise ? '汨罗市' : ''}${brand}${random.pick(trade.words)}${enterprise ? '有限公司' : ''}`;
    const place = random.pick(this.places);
    const owner = this.owner(serial, name, enterprise, at, place.code);
    const row = this.row(serial, name, enterprise, trade, place, owner, at);
    this.rows.premises.push(row);
    this.entered('premises', row, at);
    if (trade.licence && random.chance(trade.licence[1])) this.licence(serial, trade.licence[0], row, at);
    if (row.stars) this.graded(row, at);
  }

  /** One in twelve is a branch of an operator that is there already; one shop in four has no code. */
  private owner(serial: number, name: string, enterprise: boolean, at: Date, area_code: string) {
    if (this.chains.length && this.random.chance(1 / 12)) return this.random.pick(this.chains);
    const code = enterprise || this.random.chance(0.75) ? demoCreditCode(enterprise ? '91' : '92', 100_000 + serial) : null;
    const operator = { id: v7({ msecs: at.getTime() }), version: 1, ...AUTHOR, created_at: at, updated_at: at, name, credit_code: code, area_code };
    this.rows.operator.push(operator);
    this.entered('operator', operator, at);
    const owner = { id: operator.id, code: code ?? '', name };
    if (code && this.chains.length < 2_000) this.chains.push(owner);
    return owner;
  }

  private row(serial: number, name: string, enterprise: boolean, trade: Trade, place: { code: string; address: string }, owner: { id: string; code: string; name: string }, at: Date) {
    const { random, secrets } = this;
    const phone = random.chance(0.95) ? demoMobile(1_000_000 + serial) : null;
    const stars = enterprise && random.chance(0.6) ? random.weighted([[1, 30], [2, 40], [3, 20], [4, 8], [5, 2]]) : null;
    const person = () => random.pick(SURNAMES) + random.pick(BRANDS) + random.pick(BRANDS);
    return {
      id: v7({ msecs: at.getTime() + 1 }), version: 1, ...AUTHOR, created_at: at, updated_at: at, name, operator_name: owner.name,
      credit_code: owner.code || null, operator_id: owner.id, kind: enterprise ? 'ENTERPRISE' : 'SHOP', area_code: place.code,
      address: `${place.address}${random.whole(1, 20)}组${random.whole(1, 90)}号`, ...this.point(place.code), placed: place.code.length === 9 ? 'TOWN' : 'VILLAGE',
      industry_code: trade.industry, industry_section: industrySection(trade.industry)?.code ?? null, industry_division: industryDivision(trade.industry)?.code ?? null,
      line_of_work: trade.line, size_class: random.chance(0.7) ? random.weighted(SIZES) : null, employees: random.chance(0.9) ? random.whole(1, 60) : null,
      tags: Object.entries(trade.tags ?? {}).filter(([, likelihood]) => random.chance(likelihood)).map(([tag]) => tag),
      status: random.weighted(STATUSES), stars, supervisor: enterprise && (stars ?? 0) >= 3 ? 'OFFICE' : 'VILLAGE', responsible_person: person(),
      responsible_phone_sealed: phone && secrets.seal(phone), responsible_phone_hash: phone && secrets.hash('responsiblePhone', phone),
      responsible_phone_masked: phone && `${phone.slice(0, 3)}****${phone.slice(-4)}`, safety_officer: enterprise && random.chance(0.6) ? person() : null,
    };
  }

  /** Around the middle of its village, which stays where it is. */
  private point(code: string): { longitude: number | null; latitude: number | null } {
    const { spots } = this;
    if (spots.chance(0.1)) return { longitude: null, latitude: null };
    const { west, south, east, north } = CITY_EDGES;
    const [across, up] = [Number(code.slice(-6)) * 0.618, Number(code.slice(-6)) * 0.755];
    const around = () => spots.between(-0.01, 0.01) + spots.between(-0.01, 0.01);
    return { longitude: west + (across % 1) * (east - west) + around(), latitude: south + (up % 1) * (north - south) + around() };
  }

  private licence(serial: number, kind: string, premises: CopyRow, at: Date): void {
    const year = this.random.whole(2022, 2026);
    const row = {
      id: v7({ msecs: at.getTime() + 2 }), version: 1, ...AUTHOR, created_at: at, updated_at: at, number: `B${serial}`, kind, premises_id: premises.id,
      area_code: premises.area_code, line_of_work: premises.line_of_work, valid_from: `${year}-03-01`, valid_until: `${year + 4}-02-28`, issuer: '汨罗市',
    };
    this.rows.licence.push(row);
    this.entered('licence', row, at);
  }

  private graded(premises: CopyRow, at: Date): void {
    const row = {
      id: v7({ msecs: at.getTime() + 3 }), version: 1, ...AUTHOR, created_at: at, updated_at: at, premises_id: premises.id, area_code: premises.area_code,
      line_of_work: premises.line_of_work, stars_before: null, stars_after: premises.stars, supervisor_after: premises.supervisor, reason: '年度评定',
    };
    this.rows.star.push(row);
    this.entered('star', row, at);
  }

  private entered(noun: string, row: CopyRow, at: Date): void {
    const passedOver = /^(id|version|created_|updated_at)|_(sealed|hash)$/;
    const changes = Object.entries(row).filter(([name, value]) => value !== null && !passedOver.test(name));
    const told = changes.map(([name, value]) => ({ field: name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()), from: null, to: String(value) }));
    const entry = {
      id: v7({ msecs: at.getTime() }), at: momentOf(at), actor_id: 'bench', actor_name: '测量', on_behalf_of_id: null, on_behalf_of_name: null, area_code: row.area_code as string,
      address: '127.0.0.1', request_id: 'bench', action: `${noun}.create`, reason: null, record_id: row.id as string, changes: told,
    };
    for (const link of chained(this.secrets, 'enterprises', new Map(), [entry])) this.rows.audit.push({ ...link, at, changes: JSON.stringify(told) });
  }
}

/** As many premises as asked for, from the oldest to the newest, the same for the same seed. */
export function madePremises(count: number, secrets: SecretBox, seed = 430_681, from = 0): MadeRows {
  const maker = new Maker(seed, secrets);
  for (let i = 0; i < count; i += 1) maker.one(from + i, new Date(FROM + Math.floor((i * SPAN) / count)));
  return maker.rows;
}
