import { constantCase, relationName, type Field, type Register } from '@moduan/schema';
import type { LocationQuery, LocationQueryRaw } from 'vue-router';

/** What one field must be: any of some values, inside a range, holding or being a text, yes or no, or not recorded at all. */
export type Match =
  | { readonly anyOf: readonly string[] }
  | { readonly from?: string; readonly to?: string }
  | { readonly contains: string }
  | { readonly equals: string }
  | { readonly is: boolean }
  | { readonly missing: true };
export type Matches = Readonly<Record<string, Match>>;

export interface ListState {
  readonly search: string;
  /** Only active records unless told. */
  readonly ended: 'no' | 'yes' | 'all';
  readonly ids: readonly string[];
  /** The day as of which the list is seen; today unless told. */
  readonly asOf?: string;
  readonly matches: Matches;
  readonly sort: { readonly field: string; readonly direction: 'ASC' | 'DESC' } | null;
}
/** Where in the list the page stands; leaves the address when a filter changes. */
export interface PageState {
  readonly page: number;
  readonly after?: string;
  readonly before?: string;
}

const missing = '-';
const isRange = (field: Field) => ['integer', 'decimal', 'date', 'dateTime'].includes(field.kind);

const readMatch = (field: Field, text: string): Match | null => {
  if (text === missing) return { missing: true };
  if (field.kind === 'text') return text.startsWith('=') ? { equals: text.slice(1) } : { contains: text };
  if (field.kind === 'boolean') return { is: text === 'true' };
  if (!isRange(field)) return { anyOf: text.split(',').filter(Boolean) };
  const [from = '', to = ''] = text.split('..');
  return from || to ? { ...(from && { from }), ...(to && { to }) } : null;
};

const writeMatch = (match: Match): string => {
  if ('missing' in match) return missing;
  if ('contains' in match) return match.contains;
  if ('equals' in match) return `=${match.equals}`;
  if ('is' in match) return String(match.is);
  if ('anyOf' in match) return match.anyOf.join(',');
  return match.from || match.to ? `${match.from ?? ''}..${match.to ?? ''}` : '';
};

const one = (value: LocationQuery[string] | undefined) => (Array.isArray(value) ? value[0] : value) ?? '';

/** Levels down to which an area is known or not; a filter of its own beside the area's. */
export const areaLevels = ['town', 'village', 'grid'] as const;
export type AreaLevel = (typeof areaLevels)[number];
/** `areaCode` and `town` → `areaTown`: its name in the address, and with `Missing` in the graph. */
export const levelName = (field: string, level: AreaLevel) => relationName(field) + level[0]!.toUpperCase() + level.slice(1);
/** The filters of levels that a register has, with the field that each belongs to. */
export const levelFilters = (register: Register) =>
  filterFields(register).flatMap(([field, described]) => (described.kind === 'area' && described.group ? areaLevels.map((level) => ({ name: levelName(field, level), field, level })) : []));

/** Fields that a list can be filtered by; first those that figures are grouped by, which people ask for most. */
export const filterFields = (register: Register) => {
  const fields = Object.entries(register.fields).filter(([, field]) => field.filter);
  return [...fields.filter(([, field]) => field.group), ...fields.filter(([, field]) => !field.group)];
};

/** The list that an address asks for. */
export const readListState = (register: Register, query: LocationQuery): ListState => {
  const matches: Record<string, Match> = {};
  for (const [name, field] of filterFields(register)) {
    const text = one(query[name]);
    const match = text ? readMatch(field, text) : null;
    if (match) matches[name] = match;
  }
  for (const { name } of levelFilters(register)) if (one(query[name]) === missing) matches[name] = { missing: true };
  const sort = one(query['sort']);
  const asOf = register.asOf ? one(query['asOf']) : '';
  const ended = one(query['ended']);
  return {
    search: one(query['q']),
    ended: ended === 'yes' || ended === 'all' ? ended : 'no',
    ids: one(query['ids']).split(',').filter(Boolean),
    ...(/^\d{4}-\d\d-\d\d$/.test(asOf) && { asOf }),
    matches,
    sort: sort ? { field: sort.replace(/^-/, ''), direction: sort.startsWith('-') ? 'DESC' : 'ASC' } : null,
  };
};

/** The address of a list; each figure that opens its records is a link made by it. */
export const writeListState = ({ search, ended, ids, asOf, matches, sort }: Partial<ListState>): LocationQueryRaw => {
  const query: Record<string, string> = {};
  if (asOf) query['asOf'] = asOf;
  if (search) query['q'] = search;
  if (ended && ended !== 'no') query['ended'] = ended;
  if (ids?.length) query['ids'] = ids.join(',');
  for (const [name, match] of Object.entries(matches ?? {})) {
    const text = writeMatch(match);
    if (text) query[name] = text;
  }
  if (sort) query['sort'] = (sort.direction === 'DESC' ? '-' : '') + sort.field;
  return query;
};

export const readPageState = (query: LocationQuery): PageState => ({
  page: Math.max(1, Number.parseInt(one(query['page']), 10) || 1),
  ...(one(query['after']) && { after: one(query['after']) }),
  ...(one(query['before']) && { before: one(query['before']) }),
});

const numeric = (field: Field, value: string | undefined) => (value === undefined ? undefined : field.kind === 'integer' || field.kind === 'decimal' ? Number(value) : value);

const graphMatch = (name: string, field: Field, match: Match): Record<string, unknown> => {
  if ('missing' in match) return { [`${name}Missing`]: true };
  if ('contains' in match) return { [name]: { contains: match.contains } };
  if ('equals' in match) return { [name]: { is: match.equals } };
  if ('is' in match) return { [name]: match.is };
  if ('anyOf' in match) return { [name]: match.anyOf };
  return { [name]: { from: numeric(field, match.from), to: numeric(field, match.to) } };
};

/** The `filter` input of the graph for a list. */
export const graphFilter = (register: Register, state: Pick<ListState, 'search' | 'ended' | 'ids' | 'asOf' | 'matches'>) => {
  const filter: Record<string, unknown> = {};
  if (state.asOf) filter['asOf'] = state.asOf;
  if (state.search) filter['search'] = state.search;
  if (state.ids.length) filter['ids'] = state.ids;
  if (state.ended !== 'all') filter['ended'] = state.ended === 'yes';
  for (const [name, match] of Object.entries(state.matches)) {
    const field = register.fields[name];
    if (field) Object.assign(filter, graphMatch(name, field, match));
    else if ('missing' in match) filter[`${name}Missing`] = true;
  }
  return filter;
};

/** The `orderBy` input; the register's own first order when none is asked for. */
export const graphOrder = (register: Register, { sort }: Pick<ListState, 'sort'>) => {
  const order = sort ?? register.order;
  return order ? { field: constantCase(order.field), direction: order.direction } : null;
};

export const isNarrowed = (state: ListState) => Boolean(state.search || state.ids.length || state.asOf || Object.keys(state.matches).length || state.ended === 'yes');

/** The match that finds the records of one group of a summary; no value means: not recorded. */
export const groupMatch = (field: Field, value: string | null): Match => {
  if (value === null) return { missing: true };
  if (field.kind === 'text') return { equals: value };
  if (field.kind === 'boolean') return { is: value === 'true' };
  return isRange(field) ? { from: value, to: value } : { anyOf: [value] };
};
