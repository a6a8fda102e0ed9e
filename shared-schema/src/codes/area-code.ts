import type { Label } from '../fields';

export const AREA_LEVELS = { city: 6, town: 9, village: 12, grid: 15 } as const;
export type AreaLevel = keyof typeof AREA_LEVELS;

/** The level that a division code stands for by its length; nothing for any other text. */
export function areaLevel(code: string): AreaLevel | undefined {
  if (!/^[1-9]\d*$/.test(code)) return undefined;
  return (Object.keys(AREA_LEVELS) as AreaLevel[]).find((level) => AREA_LEVELS[level] === code.length);
}

/** Says what is wrong with an area code; nothing when its shape is valid. Whether the area exists is for grids to say. */
export function areaCodeFault(code: string, atLeast: number = AREA_LEVELS.city): Label | undefined {
  if (!areaLevel(code)) return { zh: '区划代码应为 6、9、12 或 15 位数字', en: 'An area code has 6, 9, 12 or 15 digits' };
  return code.length >= atLeast ? undefined : { zh: `区划代码应至少 ${atLeast} 位`, en: `The area code needs at least ${atLeast} digits here` };
}

/** The code of the area one level up; nothing above a city. */
export const parentArea = (code: string): string | undefined => (code.length > AREA_LEVELS.city ? code.slice(0, -3) : undefined);

/** `430681102001` → `['430681', '430681102', '430681102001']`. */
export const areaPath = (code: string): string[] =>
  Object.values(AREA_LEVELS).filter((length) => length <= code.length).map((length) => code.slice(0, length));

/** Whether an area lies in another one or is that one itself. */
export const isInArea = (code: string, prefix: string): boolean => prefix !== '' && code.startsWith(prefix);

/**
 * The half-open range [from, to) of all codes that begin with a prefix, for text compared by code point (`COLLATE "C"`).
 * An empty prefix is refused: it would mean everywhere.
 */
export function areaRange(prefix: string): readonly [from: string, to: string] {
  if (!/^\d+$/.test(prefix)) throw new RangeError(`not an area prefix: ${JSON.stringify(prefix)}`);
  return [prefix, prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)];
}
