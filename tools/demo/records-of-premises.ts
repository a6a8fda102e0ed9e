import type { MadePremises } from './premises';
import { Random } from './random';

export interface LicenceRow {
  readonly number: string;
  readonly kind: string;
  /** Name of the premises. */
  readonly premisesId: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly issuer: string;
}
/** A grading to be entered by the action for it, with its reason. */
export interface Grading {
  readonly premisesName: string;
  readonly creditCode: string | null;
  readonly areaCode: string;
  readonly stars: number;
  readonly reason: string;
}

const ISSUERS: Readonly<Record<string, string>> = {
  CHEMICALS: '汨罗市应急管理局', FIREWORKS: '汨罗市应急管理局', SAFETY: '岳阳市住房和城乡建设局', OIL: '岳阳市商务局', GAS: '汨罗市住房和城乡建设局', FIRE: '汨罗市消防救援大队', FOOD: '汨罗市市场监督管理局',
};
const PREFIX: Readonly<Record<string, string>> = { CHEMICALS: '危化经', FIREWORKS: 'YHLS', SAFETY: 'JZ安许', OIL: '油零售', GAS: '燃经', FIRE: '消安检', FOOD: 'JY' };

/** Licences by trade: most are valid, some have run out, some will soon. */
export function makeLicences(premises: readonly MadePremises[], seed: number): LicenceRow[] {
  const random = new Random(seed, 'licences');
  const held = premises.flatMap(({ row, trade }) => (trade.licence && random.chance(trade.licence[1]) ? [{ row, kind: trade.licence[0] }] : []));
  return held.map(({ row, kind }, i) => {
    const year = random.whole(2022, 2026);
    const day = random.day(2000, 2000).slice(4);
    return { number: `${PREFIX[kind]}〔${year}〕${String(i + 1).padStart(5, '0')}号`, kind, premisesId: row.name, validFrom: `${year}${day}`, validUntil: `${year + (kind === 'FIREWORKS' ? 2 : 4)}${day}`, issuer: ISSUERS[kind]! };
  });
}

const REASONS = ['2026 年度风险分级评定', '年度复评', '现场核查后评定', '新增危险工艺后评定'];
const RISKY = new Set(['METALLURGY', 'HAZARDOUS_CHEMICALS', 'EXPLOSIVE_DUST', 'AMMONIA_COOLING', 'CONFINED_SPACE']);

/** Three fifths of the enterprises have stars: the riskier, the more. */
export function makeGradings(premises: readonly MadePremises[], seed: number): Grading[] {
  const random = new Random(seed, 'stars');
  const graded = premises.filter(({ row }) => row.kind === 'ENTERPRISE' && row.status !== 'CLOSED' && random.chance(0.6));
  return graded.map(({ row }) => {
    const risks = row.tags.filter((tag) => RISKY.has(tag)).length;
    const weights = [30 - 8 * risks, 40 - 6 * risks, 20 + 8 * risks, 8 + 8 * risks, 2 + 4 * risks];
    const stars = random.weighted(weights.map((weight, i) => [i + 1, Math.max(1, weight)] as const));
    return { premisesName: row.name, creditCode: row.creditCode, areaCode: row.areaCode, stars, reason: random.pick(REASONS) };
  });
}
