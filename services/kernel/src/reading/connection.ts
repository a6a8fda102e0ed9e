import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Row } from '../database/tables';
import { columnOf } from '../entity/columns';
import { asRead, readable, selectRecord, type Readable } from './readable';
import type { AnyThing, BaseRecord } from '../entity/thing';
import { invalidInput } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';
import { decodeCursor, encodeCursor, type Position } from './cursor';
import { applyFilter, type Filter } from './filter';

export interface PageRequest {
  readonly filter?: Filter | null;
  readonly orderBy?: Order | null;
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}
export interface Order {
  /** Name of a field of the register, or createdAt / updatedAt. */
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}
export interface Page<R> {
  readonly nodes: readonly R[];
  readonly edges: readonly { readonly cursor: string; readonly node: R }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  /** Counted only when somebody asks. */
  readonly totalCount: () => Promise<number>;
}

/** Rows of one page at most. */
export const PAGE_LIMIT = 200;
export const DEFAULT_PAGE = 50;

/** One page of a register, by keyset: as quick at its thousandth page as at its first. */
export async function pageOf<R extends BaseRecord>(context: ServiceContext, thing: AnyThing, request: PageRequest): Promise<Page<R>> {
  requireOneWay(request);
  const size = pageSize(request);
  const order = orderOf(thing, request.orderBy);
  const backward = Boolean(request.last || request.before);
  const narrowed = applyFilter(readable(context, thing), thing, request.filter);
  const key = context.database.secrets.keys.cursor;
  const cursor = backward ? request.before : request.after;
  const owner = context.actor.id;
  const from = cursor ? decodeCursor(key, owner, cursor, orderName(thing, order)) : undefined;
  const rows = (await ordered(selectRecord(narrowed, thing), thing, order, backward, from)
    .limit(size + 1)
    .execute()) as Row[];
  const more = rows.length > size;
  const kept = rows.slice(0, size).map((row) => asRead<R>(thing, row));
  if (backward) kept.reverse();
  const hasMore = { hasNextPage: backward ? Boolean(cursor) : more, hasPreviousPage: backward ? more : Boolean(cursor) };
  const cursorOf = (node: R | undefined) => (node ? encodeCursor(key, owner, positionOf(thing, order, node)) : null);
  return Object.assign(positionsOf(kept, hasMore, cursorOf), { nodes: kept, totalCount: () => countOf(narrowed) });
}

/** Positions are signed when somebody asks for them: most pages are read without. */
function positionsOf<R>(nodes: readonly R[], hasMore: Pick<Page<R>['pageInfo'], 'hasNextPage' | 'hasPreviousPage'>, cursorOf: (node: R | undefined) => string | null) {
  return {
    get edges() {
      return nodes.map((node) => ({
        node,
        get cursor() {
          return cursorOf(node)!;
        },
      }));
    },
    pageInfo: {
      ...hasMore,
      get startCursor() {
        return cursorOf(nodes[0]);
      },
      get endCursor() {
        return cursorOf(nodes.at(-1));
      },
    },
  };
}

export async function countOf(query: Readable): Promise<number> {
  const row = (await query.select(sql<string>`count(*)`.as('count')).executeTakeFirstOrThrow()) as Row;
  return Number(row.count);
}

/** Forward from the start or after a record, or backward from the end or before one. */
function requireOneWay({ first, after, last, before }: PageRequest): void {
  const named = (given: object) => Object.entries(given).filter(([, value]) => value !== null && value !== undefined && value !== '').map(([path]) => path);
  const [forward, backward] = [named({ first, after }), named({ last, before })];
  if (!forward.length || !backward.length) return;
  const message = { zh: 'first、after 向后翻，last、before 向前翻，不能同时用', en: 'first and after go forward, last and before go backward; use one pair' };
  throw invalidInput([...forward, ...backward].map((path) => ({ path, message })));
}

function pageSize({ first, last }: PageRequest): number {
  const size = first ?? last ?? DEFAULT_PAGE;
  if (size >= 1 && size <= PAGE_LIMIT) return size;
  const message = { zh: `一页 1 到 ${PAGE_LIMIT} 条`, en: `A page holds 1 to ${PAGE_LIMIT} records` };
  throw invalidInput([{ path: typeof first === 'number' ? 'first' : 'last', message }]);
}

export const orderOf = (thing: AnyThing, order?: Order | null): Order =>
  order ?? (thing.register.order as Order | undefined) ?? { field: 'createdAt', direction: 'DESC' };

const orderName = (thing: AnyThing, order: Order) => `${thing.table} ${order.field} ${order.direction}`;
const orderColumn = (thing: AnyThing, field: string) => columnOf(field, thing.register.fields[field]);

/** Chinese text in the order of the reader's alphabet; codes and everything else by their bytes. */
function orderExpression(thing: AnyThing, field: string) {
  const ref = sql.ref(orderColumn(thing, field));
  return thing.register.fields[field]?.kind === 'text' ? sql`${ref} collate "zh-x-icu"` : ref;
}

function positionOf(thing: AnyThing, order: Order, record: BaseRecord): Position {
  const value = (record as unknown as Row)[order.field] ?? null;
  return { order: orderName(thing, order), value, id: record.id };
}

const isNullable = (thing: AnyThing, field: string) => Object.hasOwn(thing.register.fields, field) && !thing.register.fields[field].required;

/**
 * What stands in front of an order, so that records without a value come last whichever way the list is turned: all parts
 * of the order then run in one direction, and a position in it is one comparison of rows, for which an index has a place.
 */
function flagOf(thing: AnyThing, { field, direction }: Order): RawBuilder<SqlBool> | undefined {
  if (!isNullable(thing, field)) return undefined;
  const column = sql.ref(orderColumn(thing, field));
  return direction === 'ASC' ? sql`(${column} is null)` : sql`(${column} is not null)`;
}

/** Forward or backward from a position, or from an end of the list. */
export function ordered(query: Readable, thing: AnyThing, order: Order, backward: boolean, from?: Position): Readable {
  const by = orderExpression(thing, order.field);
  const flag = flagOf(thing, order);
  const descending = (order.direction === 'DESC') !== backward;
  const direction = descending ? 'desc' : 'asc';
  const page = from ? query.where(beyond(by, flag, order, descending, from)) : query;
  return (flag ? page.orderBy(flag, direction) : page).orderBy(by, direction).orderBy('id', direction);
}

function beyond(by: RawBuilder<unknown>, flag: RawBuilder<SqlBool> | undefined, { direction }: Order, descending: boolean, { value, id }: Position): RawBuilder<SqlBool> {
  const than = sql.raw(descending ? '<' : '>');
  if (!flag) return sql`(${by}, id) ${than} (${value}, ${id}::uuid)`;
  const [missing, forward] = [sql.raw(String((direction === 'ASC') === (value === null))), descending === (direction === 'DESC')];
  if (value !== null) return sql`(${flag}, ${by}, id) ${than} (${missing}, ${value}, ${id}::uuid)`;
  return forward ? sql`(${by} is null and id ${than} ${id}::uuid)` : sql`(${flag}, id) ${than} (${missing}, ${id}::uuid)`;
}
