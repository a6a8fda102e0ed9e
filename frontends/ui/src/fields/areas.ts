import { ask } from '../graph/client';
import { may } from '../session/session';
import type { Choice } from './look-up';

interface Place {
  readonly code: string;
  readonly name: string;
  readonly path?: string | null;
}
interface Page {
  readonly nodes: readonly Place[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
type Answer = { readonly areas: Page; readonly grids?: Page };

const areaPage = 'nodes { code name path } pageInfo { hasNextPage endCursor }';
const gridPage = 'nodes { code: areaCode name path: areaCode } pageInfo { hasNextPage endCursor }';
const asChoice = ({ code, name, path }: Place): Choice => ({ value: code, label: name, hint: [path, path === code ? null : code].filter(Boolean).join(' · ') });

/** Divisions and grids by name or code. */
export const findAreas = async (search: string): Promise<readonly Choice[]> => {
  const grids = may('grid.read') ? `grids(filter: { search: $search, ended: false }, first: 10) { ${gridPage} }` : '';
  const answer = await ask<Answer>(`query AreaSearch($search: String!) { areas(filter: { search: $search, ended: false }, first: 30) { ${areaPage} } ${grids} }`, { search });
  return [...answer.areas.nodes, ...(answer.grids?.nodes ?? [])].map(asChoice);
};

const levels: Readonly<Record<number, string>> = { 6: 'CITY', 9: 'TOWN', 12: 'VILLAGE' };
const sharedStart = (codes: readonly string[]) => {
  let start = codes[0] ?? '';
  while (!codes.every((code) => code.startsWith(start))) start = start.slice(0, -1);
  return start;
};
const known = new Map<string, Choice>();

/** All places of one level within a prefix, page by page. */
const readLevel = async (length: number, prefix: string) => {
  const isGrid = length === 15;
  const text = isGrid
    ? `query GridNames($prefix: [String!], $after: String) { areas: grids(filter: { areaCode: $prefix }, first: 200, after: $after) { ${gridPage} } }`
    : `query AreaNames($prefix: String, $level: [AreaLevel!], $after: String) { areas(filter: { code: { startsWith: $prefix }, level: $level }, first: 200, after: $after) { ${areaPage} } }`;
  let after: string | null = null;
  do {
    const { areas }: Answer = await ask<Answer>(text, isGrid ? { prefix: [prefix], after } : { prefix, level: [levels[length]], after });
    for (const place of areas.nodes) known.set(place.code, asChoice(place));
    after = areas.pageInfo.hasNextPage ? areas.pageInfo.endCursor : null;
  } while (after);
};

/** How areas are called; asked once per code. A code that nobody may read keeps its digits. */
export const nameAreas = async (codes: readonly string[]): Promise<readonly Choice[]> => {
  const unknown = codes.filter((code) => !known.has(code));
  for (const length of new Set(unknown.map((code) => code.length))) {
    if (levels[length] || length === 15) await readLevel(length, sharedStart(unknown.filter((code) => code.length === length)));
  }
  return codes.flatMap((code) => known.get(code) ?? []);
};
