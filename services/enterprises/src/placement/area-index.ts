import { today } from '@moduan/schema/codes';

/** An area as placement needs it; areas that have ended (`validUntil` in the past) are never proposed. */
export interface PlacementArea {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly parent: string | null;
  readonly validUntil?: string | null;
}
export interface PlacementName {
  readonly areaCode: string;
  readonly name: string;
  readonly kind: 'FORMER' | 'ALIAS';
}
/**
 * How a text stands for an area. `name`: its own name. `former`: another name kept as data. `kin`: the name with the ending of
 * the same kind (双塘居委会 for 双塘社区). `stem`: with the ending of the other kind (双塘村 for 双塘社区).
 */
export type Evidence = 'name' | 'former' | 'kin' | 'stem';
export interface NameEntry {
  readonly area: PlacementArea;
  readonly evidence: Evidence;
  /** Names without an ending of their own, as 城关, count only right behind the city. */
  readonly onlyFirst: boolean;
}
export interface PlacementIndex {
  readonly names: ReadonlyMap<string, readonly NameEntry[]>;
  /** Bare stems of three or more signs: too weak to propose anything, enough to contradict an old name. */
  readonly stems: ReadonlyMap<string, readonly PlacementArea[]>;
  readonly areas: ReadonlyMap<string, PlacementArea>;
  readonly longest: number;
  /** Names of the city, and of what it lies in. */
  readonly city: string;
  readonly above: readonly string[];
}

const TOWN_ENDINGS = /(?:镇|乡|街道|街道办事处)$/;
const VILLAGE_KINDS = [
  ['村', '村委会', '村民委员会'],
  ['社区', '居委会', '居民委员会', '社区居委会'],
] as const;

export const townStem = (name: string) => name.replace(TOWN_ENDINGS, '');
export const villageStem = (name: string) => name.replace(/(?:村|社区)$/, '');

function townNames(name: string, cityStem: string): string[] {
  const stem = townStem(name);
  return stem === name || stem === cityStem || stem.length < 2 ? [name] : [name, `${stem}集镇`];
}

function* villageNames(name: string): Generator<readonly [string, Evidence]> {
  yield [name, 'name'];
  const stem = villageStem(name);
  if (stem === name || stem.length < 2) return;
  for (const endings of VILLAGE_KINDS) {
    const kin = name.endsWith(endings[0]);
    for (const ending of endings) if (stem + ending !== name) yield [stem + ending, kin ? 'kin' : 'stem'];
  }
}

/**
 * Everything an address can be compared with, made once for a whole file. `above` are names of the province and the prefecture,
 * so that an address that leaves out the city is not taken for one of another city.
 */
export function placementIndex(
  areas: readonly PlacementArea[],
  aliases: readonly PlacementName[],
  { asOf = today(), above = [] as readonly string[] } = {},
): PlacementIndex {
  const current = new Map(areas.filter((area) => !area.validUntil || area.validUntil >= asOf).map((area) => [area.code, area]));
  const names = new Map<string, NameEntry[]>();
  const stems = new Map<string, PlacementArea[]>();
  const city = areas.find((area) => area.level === 'city')?.name ?? '';
  const cityStem = city.replace(/[市县区]$/, '');
  const add = (name: string, area: PlacementArea, evidence: Evidence, onlyFirst = false) => {
    const entries = names.get(name) ?? names.set(name, []).get(name)!;
    if (!entries.some((entry) => entry.area === area)) entries.push({ area, evidence, onlyFirst });
  };
  const addStem = (name: string, area: PlacementArea) => {
    const stem = villageStem(name);
    if (stem.length >= 3 && stem !== name) stems.set(stem, [...(stems.get(stem) ?? []), area]);
  };
  for (const area of current.values()) {
    if (area.level === 'town') for (const name of townNames(area.name, cityStem)) add(name, area, 'name');
    if (area.level !== 'village') continue;
    for (const [name, evidence] of villageNames(area.name)) add(name, area, evidence);
    addStem(area.name, area);
  }
  for (const { areaCode, name } of aliases) {
    const area = current.get(areaCode);
    if (!area) continue;
    const variants = area.level === 'town' ? townNames(name, cityStem) : [name];
    for (const variant of variants) add(variant, area, 'former', !/[镇乡村道区会]$/.test(variant));
    if (area.level === 'village') addStem(name, area);
  }
  return { names, stems, areas: current, longest: Math.max(0, ...[...names.keys()].map((name) => name.length)), city, above };
}
