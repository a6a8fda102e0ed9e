import { ref, watch } from 'vue';
import { ask } from '../graph/client';
import { actor, may } from '../session/session';
import { areaNames, areaSearch, formerNames, gridNames } from './area-documents';
import type { Choice } from './look-up';

interface Place {
  readonly code: string;
  readonly name: string;
  /** Names from the town down; a grid's own name stands below its village. */
  readonly path?: string | null;
}
interface Page {
  readonly nodes: readonly Place[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
type Answer = { readonly areas: Page; readonly grids?: Page };

const levels: Readonly<Record<number, string>> = { 6: 'CITY', 9: 'TOWN', 12: 'VILLAGE' };
const known = new Map<string, Place>();

const remember = (places: readonly Place[]) => {
  for (const place of places) known.set(place.code, place);
};
const pathOf = ({ code, name, path }: Place): string => {
  const above = code.length === 15 ? known.get(code.slice(0, 12)) : undefined;
  return path?.replaceAll(/\s*\/\s*/g, ' / ') || (above ? `${pathOf(above)} / ${name}` : name);
};
const asChoice = (place: Place): Choice => ({ value: place.code, label: place.name, hint: [pathOf(place), place.code].filter((text) => text !== place.name).join(' · ') });

/** All that one question finds, page by page. */
const readAll = async (text: string, variables: Record<string, unknown>) => {
  const found: Place[] = [];
  let after: string | null = null;
  do {
    const { areas }: Answer = await ask<Answer>(text, { ...variables, after });
    found.push(...areas.nodes);
    after = areas.pageInfo.hasNextPage ? areas.pageInfo.endCursor : null;
  } while (after);
  remember(found);
  return found;
};
const readGrids = (inside: readonly string[]) => readAll(gridNames, { inside });
const readAreas = (level: string, prefix: string, ended?: boolean) => readAll(areaNames, { prefix, level: [level], ended });

/** Divisions and grids by name or code. */
export const findAreas = async (search: string): Promise<readonly Choice[]> => {
  const answer = await ask<Answer>(areaSearch(may('grid.read')), { search });
  const found = [...answer.areas.nodes, ...(answer.grids?.nodes ?? [])];
  remember(found);
  await nameAreas(found.map(({ code }) => code));
  return found.map(asChoice);
};

const sharedStart = (codes: readonly string[]) => {
  let start = codes[0] ?? '';
  while (!codes.every((code) => code.startsWith(start))) start = start.slice(0, -1);
  return start;
};

/** How areas are called; asked once per code. A code that nobody may read keeps its digits. */
export const nameAreas = async (codes: readonly string[]): Promise<readonly Choice[]> => {
  const wanted = new Set([...codes, ...codes.filter((code) => code.length === 15).map((code) => code.slice(0, 12))]);
  const unknown = [...wanted].filter((code) => !known.has(code));
  for (const length of new Set(unknown.map((code) => code.length))) {
    const ofLength = unknown.filter((code) => code.length === length);
    if (length === 15 && may('grid.read')) await readGrids(ofLength);
    if (levels[length]) await readAreas(levels[length], sharedStart(ofLength));
  }
  const former = [...wanted].filter((code) => !known.has(code));
  if (former.length && may('area-change.read')) remember((await ask<Answer>(formerNames, { codes: former })).areas.nodes);
  return codes.flatMap((code) => (known.has(code) ? asChoice(known.get(code)!) : []));
};

const deepest = 15;
const below = (code: string) => {
  const length = code.length + 3;
  if (length === deepest) return may('grid.read') ? readGrids([code]) : Promise.resolve([]);
  return levels[length] ? readAreas(levels[length], code, false) : Promise.resolve([]);
};
/** An area with those above it and those right below it: towns of a city, villages of a town, grids of a village. */
export const browseAreas = async (value: string | undefined): Promise<readonly Choice[]> => {
  const around = value || actor.value?.homeArea?.code;
  const prefixes = around ? [6, 9, 12].filter((length) => length <= around.length).map((length) => around.slice(0, length)) : [];
  const line = prefixes.length ? await nameAreas(prefixes) : (await readAreas('CITY', '', false)).map(asChoice);
  const open = line.at(-1)?.value;
  const under = open ? await below(open) : [];
  return [
    ...line.map((choice, depth) => ({ ...choice, hint: undefined, depth, opens: depth < line.length - 1 })),
    ...under.map((place) => ({ ...asChoice(place), hint: undefined, depth: line.length, opens: place.code.length < deepest })),
  ];
};

/** The full names of areas that a page shows by code; the digits until the name is there. */
export const useAreaPaths = (codes: () => readonly string[]) => {
  const paths = ref(new Map<string, string>());
  watch(
    () => [...new Set(codes())].sort(),
    async (wanted, before) => {
      if (String(wanted) === String(before)) return;
      await nameAreas(wanted).catch(() => []);
      paths.value = new Map(wanted.flatMap((code) => (known.has(code) ? [[code, pathOf(known.get(code)!)] as const] : [])));
    },
    { immediate: true },
  );
  return (code: string) => paths.value.get(code) ?? code;
};
