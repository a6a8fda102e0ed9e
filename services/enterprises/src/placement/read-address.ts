import { toHalfWidth } from '@moduan/schema/codes/width';
import type { Evidence, PlacementArea, PlacementIndex } from './area-index';

/** A name of an area found in an address. */
export interface Mention {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly area: PlacementArea;
  readonly evidence: Evidence;
}
export interface ReadAddress {
  /** The address without province, prefecture and city. */
  readonly rest: string;
  /** The other city or county that it names instead. */
  readonly elsewhere?: string;
  readonly towns: readonly Mention[];
  readonly villages: readonly Mention[];
  /** Bare stems of villages; never a proposal. */
  readonly hints: readonly PlacementArea[];
  /** A township that is named but is not one of today. */
  readonly oldName?: string;
}

const tidy = (address: string) =>
  toHalfWidth(address.normalize('NFC')).replace(/[\s\u00a0\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '').replace(/[【[{〔]/g, '(').replace(/[】\]}〕]/g, ')');

const PROVINCE = /^(?:[\u4e00-\u9fff]{2,3}省|[\u4e00-\u9fff]{2,6}自治区)/;
// What may stand before the city: a prefecture, with or without 市.
const BEFORE_CITY = /^[^市县区镇乡路街道村()]{0,8}市?$/;
const COUNTY = /^(?:[^市镇乡街路道村社园厂场站()\d]{2,6}?|.乡)(?:管理区|县(?!城|委|道|级|政)|(?<![园小社片新发业矿景街城校厂库民开商])区)/;
const OTHER_CITY = /^(?:[^市镇乡街路道村社园厂场站()\d]{2,6}?|.乡)(?<![城超门夜集闹都])市(?![场政民区])/;
// A name counts where a new part of the address can begin, so that 汨罗江、大石桥村 name neither 汨罗 nor 石桥村.
const BOUNDARY = /[省市县区镇乡场道路街号园村组片原属院内旁与和及)(，,、。;:\-\d]/;
// 屈原路, 高泉大道, 花桥村小学路: behind these a name belongs to the road or the building.
const NAMES_A_ROAD = /^(?:路|大道|大街|街(?!道|\d)|巷|大桥|桥|大酒店|酒店|宾馆|大厦|广场|花园)/;

function behindCity(text: string, index: PlacementIndex): { rest: string; named: boolean } {
  const plain = text.replace(PROVINCE, '');
  const at = index.city ? plain.indexOf(index.city) : -1;
  if (at >= 0 && BEFORE_CITY.test(plain.slice(0, at))) return { rest: plain.slice(at + index.city.length), named: true };
  let rest = plain;
  for (const name of index.above) if (rest.startsWith(name)) rest = rest.slice(name.length);
  const stem = index.city.replace(/[市县区]$/, '');
  const isTown = (from: number) => [3, 4, 5].some((length) => index.names.get(rest.slice(from, from + length))?.[0]?.area.level === 'town');
  return stem && rest.startsWith(stem) && isTown(stem.length) ? { rest: rest.slice(stem.length), named: true } : { rest, named: false };
}

function* mentionsIn(rest: string, index: PlacementIndex): Generator<Mention> {
  for (let start = 0; start < rest.length; start += 1) {
    if (start > 0 && !BOUNDARY.test(rest[start - 1]!)) continue;
    for (let end = Math.min(rest.length, start + index.longest); end >= start + 2; end -= 1) {
      const text = rest.slice(start, end);
      const entries = index.names.get(text)?.filter((entry) => !entry.onlyFirst || start === 0);
      if (!entries?.length || NAMES_A_ROAD.test(rest.slice(end))) continue;
      for (const { area, evidence } of entries) yield { text, start, end, area, evidence };
      break;
    }
  }
}

function hintsIn(rest: string, index: PlacementIndex): PlacementArea[] {
  const found: PlacementArea[] = [];
  for (let start = 0; start < rest.length; start += 1)
    for (const length of [3, 4, 5]) found.push(...(index.stems.get(rest.slice(start, start + length)) ?? []));
  return found;
}

const TOWNSHIP = /(?:^|\(原?|原)((?!.{0,2}集镇)[\u4e00-\u9fff]{2,3}[乡镇])(?!企业|镇企|长)/g;

function oldNameIn(rest: string, mentions: readonly Mention[], index: PlacementIndex): string | undefined {
  const known = mentions.find((mention) => mention.evidence === 'former' && mention.area.level === 'town');
  if (known) return known.text.replace(/集镇$/, '镇').replace(/(?<=[乡镇]).+$/, '');
  return [...rest.matchAll(TOWNSHIP)].map((match) => match[1]!).find((name) => !index.names.has(name));
}

/** Takes an address apart: what it is in, which areas it names, and which name of a township is no longer one. */
export function readAddress(address: string, index: PlacementIndex): ReadAddress {
  const { rest, named } = behindCity(tidy(address), index);
  const other = COUNTY.exec(rest) ?? (named ? null : OTHER_CITY.exec(rest));
  const begins = other && [3, 4, 5].some((length) => index.names.has(rest.slice(0, length)));
  if (other && !begins) return { rest, elsewhere: other[0], towns: [], villages: [], hints: [] };
  const mentions = [...mentionsIn(rest, index)];
  return {
    rest,
    towns: mentions.filter(({ area }) => area.level === 'town'),
    villages: mentions.filter(({ area }) => area.level === 'village'),
    hints: hintsIn(rest, index),
    oldName: oldNameIn(rest, mentions, index),
  };
}
