import { holdsMany, type Field, type Fields } from '@moduan/schema';
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { Tables } from '../database/tables';
import { columnOf } from '../entity/columns';
import { isId } from '../entity/id';
import type { AnyThing } from '../entity/thing';
import { invalidInput, type FieldFault } from '../errors/domain-error';
import { areaRange } from '../actor/jurisdiction';
import { levelFilters } from './area-levels';
import type { Readable } from './readable';

type Eb = ExpressionBuilder<Tables, string>;
type Test = Expression<SqlBool>;
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
const like = (eb: Eb, column: string, pattern: string): Test => eb(column, 'ilike', pattern);

/** Narrows a readable query by the `…Filter` input of its register. */
export function applyFilter(query: Readable, thing: AnyThing, filter: Filter | null | undefined): Readable {
  if (!filter) return query;
  requireSound(thing.register.fields as Fields, filter);
  return query.where((eb) => eb.and(testsOf(eb, thing.register.fields as Fields, filter)));
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

function testsOf(eb: Eb, fields: Fields, filter: Filter): Test[] {
  const tests: Test[] = [];
  const { search, ids, ended } = filter as { search?: string; ids?: string[]; ended?: boolean };
  if (search?.trim()) tests.push(...search.trim().split(/\s+/).slice(0, 5).map((word) => found(eb, fields, word)));
  if (ids) tests.push(eb('id', '=', sql`any(${ids.filter(isId)}::uuid[])`));
  if (ended !== undefined && ended !== null) tests.push(eb('ended_at', ended ? 'is not' : 'is', null));
  for (const [name, field] of Object.entries(fields)) {
    const [asked, missing] = [filter[name], filter[`${name}Missing`]];
    const column = columnOf(name, field);
    if (asked !== undefined && asked !== null) tests.push(testOf(eb, column, field, asked));
    if (missing !== undefined && missing !== null) tests.push(isMissing(eb, column, field, missing === true));
    for (const { key, digits } of levelFilters(name, field)) if (typeof filter[key] === 'boolean') tests.push(isShorter(eb, column, digits, filter[key]));
  }
  return tests;
}

/** A code that is not recorded is known down to no level. */
const isShorter = (eb: Eb, column: string, digits: number, shorter: boolean): Test => eb(sql`coalesce(length(${sql.ref(column)}), 0)`, shorter ? '<' : '>=', digits);

const isMissing = (eb: Eb, column: string, field: Field, missing: boolean): Test =>
  holdsMany(field) ? eb(sql`cardinality(${sql.ref(column)})`, missing ? '=' : '>', 0) : eb(column, missing ? 'is' : 'is not', null);

const found = (eb: Eb, fields: Fields, word: string): Test =>
  eb.or(
    Object.entries(fields)
      .filter(([, field]) => field.search)
      .map(([name, field]) => like(eb, columnOf(name, field), `%${literally(word)}%`)),
  );

function testOf(eb: Eb, column: string, field: Field, asked: unknown): Test {
  switch (field.kind) {
    case 'text':
    case 'secret':
      return textTest(eb, column, asked as TextMatch);
    case 'choice':
      return eb(column, '=', sql`any(${asked}::text[])`);
    case 'choices':
    case 'references':
      return sql<SqlBool>`${sql.ref(column)} && ${asked}::text[]`;
    case 'reference':
      return eb(column, '=', sql`any(${(asked as string[]).filter(isId)}::uuid[])`);
    case 'area':
      return eb.or((asked as string[]).filter(Boolean).map((prefix) => inside(eb, column, prefix)));
    case 'boolean':
      return eb(column, '=', asked);
    default:
      return rangeTest(eb, column, asked as Range);
  }
}

function inside(eb: Eb, column: string, prefix: string): Test {
  const [from, to] = areaRange(prefix);
  return eb.and([eb(column, '>=', from), eb(column, '<', to)]);
}

function textTest(eb: Eb, column: string, asked: TextMatch): Test {
  const tests: Test[] = [];
  if (typeof asked.is === 'string') tests.push(eb(column, '=', asked.is));
  if (asked.contains) tests.push(like(eb, column, `%${literally(asked.contains)}%`));
  if (asked.startsWith) tests.push(like(eb, column, `${literally(asked.startsWith)}%`));
  return eb.and(tests);
}

function rangeTest(eb: Eb, column: string, { from, to }: Range): Test {
  const tests: Test[] = [];
  if (from !== undefined && from !== null) tests.push(eb(column, '>=', from));
  if (to !== undefined && to !== null) tests.push(eb(column, '<=', to));
  return eb.and(tests);
}
