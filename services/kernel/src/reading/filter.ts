import { holdsMany, type Field, type Fields } from '@moduan/schema';
import { schemaOf } from '../database/open-database';
import { columnOf } from '../entity/columns';
import { isId } from '../entity/id';
import type { AnyThing } from '../entity/thing';
import { invalidInput, type FieldFault } from '../errors/domain-error';
import { areaRange } from '../actor/jurisdiction';
import { levelFilters } from './area-levels';
import { allOf, anyOf, built, column, part, verbatim, type Part } from './part';
import type { Readable } from './readable';

export type Filter = Readonly<Record<string, unknown>>;

interface Range {
  readonly from?: unknown;
  readonly to?: unknown;
}
interface TextMatch {
  readonly is?: string | null;
  readonly contains?: string | null;
  readonly startsWith?: string | null;
}

/** Wildcards of a person's text are letters like any other. */
const literally = (value: string) => value.replace(/[\\%_]/g, '\\$&');
const like = (name: string, pattern: string): Part => part`${column(name)} ilike ${pattern}`;

/** Narrows a readable query by the `…Filter` input of its register. */
export function applyFilter(query: Readable, thing: AnyThing, filter: Filter | null | undefined): Readable {
  const test = filterOf(thing, filter);
  return test ? query.where(built(test)) : query;
}

/** What a filter asks of a row. */
export function filterOf(thing: AnyThing, filter: Filter | null | undefined): Part | undefined {
  if (!filter) return undefined;
  requireSound(thing.register.fields as Fields, filter);
  return allOf(testsOf(thing, filter));
}

const LONGEST_TEXT = 500;
const isTooLong = (asked: unknown): boolean => (typeof asked === 'string' ? asked.length > LONGEST_TEXT : asked !== null && typeof asked === 'object' && Object.values(asked).some(isTooLong));

/** What no value can be: an area that is no code, an id that is none, a text that the database can not hold. */
function requireSound(fields: Fields, filter: Filter): void {
  const faults = Object.entries(filter).flatMap(([name, asked]): FieldFault[] => {
    const path = `filter.${name}`;
    if (JSON.stringify(asked)?.includes('\\u0000')) return [{ path, message: { zh: '含有不能查找的字符', en: 'It holds a sign that can not be searched for' } }];
    if (isTooLong(asked)) return [{ path, message: { zh: `最多用 ${LONGEST_TEXT} 个字查找`, en: `At most ${LONGEST_TEXT} characters can be searched for` } }];
    const field = fields[name];
    const wrong = field?.kind === 'area' && Array.isArray(asked) ? asked.filter((code) => code && !/^\d{1,15}$/.test(String(code))) : [];
    return wrong.length ? [{ path, message: { zh: `“${wrong.join('、')}”不是区划代码`, en: `No area codes: ${wrong.join(', ')}` } }] : [];
  });
  if (faults.length) throw invalidInput(faults);
}

/** What a condition of a filter asks, written for the value that it is given. */
type Condition = (asked: never) => Part | readonly Part[];
const conditions = new WeakMap<Fields, ReadonlyMap<string, Condition>>();

/** The conditions of a register, put together once: a filter names few of them. */
function conditionsOf(fields: Fields): ReadonlyMap<string, Condition> {
  let its = conditions.get(fields);
  if (!its) conditions.set(fields, (its = new Map(Object.entries(fields).flatMap(([name, field]) => ofField(name, field, columnOf(name, field))))));
  return its;
}

const ofField = (name: string, field: Field, its: string): [string, Condition][] => [
  [name, (asked) => testOf(its, field, asked)],
  [`${name}Missing`, (missing: boolean) => isMissing(its, field, missing)],
  ...levelFilters(name, field).map(({ key, digits }): [string, Condition] => [key, (shorter: boolean) => isShorter(its, digits, shorter)]),
];

const ofEvery = (thing: AnyThing): Readonly<Record<string, Condition>> => ({
  search: (words: string) => (words.trim() ? words.trim().split(/\s+/).slice(0, 5).map((word) => found(thing, word)) : []),
  ids: (ids: string[]) => part`"id" = any(${ids.filter(isId)}::uuid[])`,
  ended: (ended: boolean) => verbatim(`"ended_at" is ${ended ? 'not null' : 'null'}`),
});

function testsOf(thing: AnyThing, filter: Filter): Part[] {
  const [every, own] = [ofEvery(thing), conditionsOf(thing.register.fields as Fields)];
  return Object.entries(filter).flatMap(([name, asked]) => {
    if (asked === undefined || asked === null) return [];
    const condition = Object.hasOwn(every, name) ? every[name] : own.get(name);
    return condition?.(asked as never) ?? [];
  });
}

/** A code that is not recorded is known down to no level. */
const isShorter = (name: string, digits: number, shorter: boolean): Part => part`coalesce(length(${column(name)}), 0) ${verbatim(shorter ? '<' : '>=')} ${digits}`;

const isMissing = (name: string, field: Field, missing: boolean): Part =>
  holdsMany(field) ? part`cardinality(${column(name)}) ${verbatim(missing ? '= 0' : '> 0')}` : part`${column(name)} ${verbatim(missing ? 'is null' : 'is not null')}`;

const searched = (fields: Fields): string[] => Object.entries(fields).flatMap(([name, field]) => (field.search ? [columnOf(name, field)] : []));

function found({ register, table, foundByParts }: AnyThing, word: string): Part {
  const columns = searched(register.fields as Fields);
  const any = anyOf(columns.map((name) => like(name, `%${literally(word)}%`)));
  // One character alone makes no part that an index knows.
  if (!foundByParts || [...word].length < 2) return any;
  return part`(${any} and ${verbatim(`"${schemaOf(register.service as string)}".${table}_words(${columns.map((name) => `"${name}"`).join(', ')})`)} ilike ${`%${spread(word)}%`})`;
}

/** As the index has it: a letter behind every character. */
const spread = (word: string): string => [...word].map((character) => `${literally(character)}x`).join('');

function testOf(name: string, field: Field, asked: unknown): Part {
  const its = column(name);
  switch (field.kind) {
    case 'text':
    case 'secret':
      return textTest(name, asked as TextMatch);
    case 'choice':
      return part`${its} = any(${asked}::text[])`;
    case 'choices':
    case 'references':
      return part`${its} && ${asked}::text[]`;
    case 'reference':
      return part`${its} = any(${(asked as string[]).filter(isId)}::uuid[])`;
    case 'area':
      return anyOf((asked as string[]).filter(Boolean).map((prefix) => inside(name, prefix)));
    case 'boolean':
      return part`${its} = ${asked}`;
    default:
      return rangeTest(its, asked as Range);
  }
}

function inside(name: string, prefix: string): Part {
  const [from, to] = areaRange(prefix);
  return part`(${column(name)} >= ${from} and ${column(name)} < ${to})`;
}

function textTest(name: string, asked: TextMatch): Part {
  const tests: Part[] = [];
  if (typeof asked.is === 'string') tests.push(part`${column(name)} = ${asked.is}`);
  if (asked.contains) tests.push(like(name, `%${literally(asked.contains)}%`));
  if (asked.startsWith) tests.push(like(name, `${literally(asked.startsWith)}%`));
  return allOf(tests);
}

function rangeTest(its: Part, { from, to }: Range): Part {
  const tests: Part[] = [];
  if (from !== undefined && from !== null) tests.push(part`${its} >= ${from}`);
  if (to !== undefined && to !== null) tests.push(part`${its} <= ${to}`);
  return allOf(tests);
}
