import type { GraphQLResolveInfo } from 'graphql';
import type { Row } from '../database/tables';
import { columnOf } from '../entity/columns';
import { asFound, readRows, type Readable } from './readable';
import type { AnyThing, BaseRecord } from '../entity/thing';
import { invalidInput } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';
import { asOn } from './as-on';
import { decodeCursor, encodeCursor, type Position } from './cursor';
import { filterOf, type Filter } from './filter';
import { built, column, part, verbatim, type Part } from './part';
import { onlyTown, TOWN_DIGITS } from './only-town';
import { askedOfPage, asksFor } from './selection';

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

/** One page of a register, by keyset: as quick at its thousandth page as at its first. Of its records only what `info` asks for is read. */
export async function pageOf<R extends BaseRecord>(context: ServiceContext, its: AnyThing, request: PageRequest, info?: GraphQLResolveInfo): Promise<Page<R>> {
  requireOneWay(request);
  const thing = asOn(its, request.filter?.asOf);
  const size = pageSize(request);
  const order = orderOf(thing, request.orderBy);
  const backward = Boolean(request.last || request.before);
  const filter = filterOf(thing, request.filter);
  const narrowed = filter ? part` and ${filter}` : verbatim('');
  const key = context.database.secrets.keys.cursor;
  const cursor = backward ? request.before : request.after;
  const owner = context.actor.id;
  const from = cursor ? decodeCursor(key, owner, cursor, orderName(thing, order)) : undefined;
  const selection = askedOfPage(thing, info, order.field);
  const count = () => countOf(context, thing, narrowed);
  const [rows, counted] = await Promise.all([
    readRows(context, thing, selection.text, part`${narrowed}${townPart(context, thing, order, request.filter)}${orderedPart(thing, order, backward, from)} limit ${size + 1}`),
    // Beside the page, not after it.
    info && asksFor(info, 'totalCount') ? count() : undefined,
  ]);
  const more = rows.length > size;
  const kept = rows.slice(0, size).map((row) => asFound<R>(thing, selection, row));
  if (backward) kept.reverse();
  const hasMore = { hasNextPage: backward ? Boolean(cursor) : more, hasPreviousPage: backward ? more : Boolean(cursor) };
  const cursorOf = (node: R | undefined) => (node ? encodeCursor(key, owner, positionOf(thing, order, node)) : null);
  return Object.assign(positionsOf(kept, hasMore, cursorOf), { nodes: kept, totalCount: async () => counted ?? count() });
}

/** Says the town by its index; the conditions beside it, that say the same, have none for this order. */
function townPart(context: ServiceContext, thing: AnyThing, { field }: Order, filter: Filter | null | undefined): Part {
  const town = thing.listedByTown && field === 'createdAt' ? onlyTown(context, thing, filter) : undefined;
  return town ? part` and left("area_code", ${verbatim(String(TOWN_DIGITS))}) = ${town}` : verbatim('');
}

async function countOf(context: ServiceContext, thing: AnyThing, narrowed: Part): Promise<number> {
  const [row] = await readRows(context, thing, 'count(*) as "count"', narrowed);
  return Number(row!.count);
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
function orderExpression(thing: AnyThing, field: string): Part {
  const its = column(orderColumn(thing, field));
  return thing.register.fields[field]?.kind === 'text' ? part`${its} collate "zh-x-icu"` : its;
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
function flagOf(thing: AnyThing, { field, direction }: Order): Part | undefined {
  if (!isNullable(thing, field)) return undefined;
  const its = column(orderColumn(thing, field));
  return direction === 'ASC' ? part`(${its} is null)` : part`(${its} is not null)`;
}

const ways = (order: Order, backward: boolean) => ((order.direction === 'DESC') !== backward ? ('desc' as const) : ('asc' as const));

/** Forward or backward from a position, or from an end of the list. */
export function ordered(query: Readable, thing: AnyThing, order: Order, backward: boolean, from?: Position): Readable {
  const [by, flag, way] = [orderExpression(thing, order.field), flagOf(thing, order), ways(order, backward)];
  const page = from ? query.where(built(beyond(by, flag, order, way === 'desc', from))) : query;
  return (flag ? page.orderBy(built(flag), way) : page).orderBy(built(by), way).orderBy('id', way);
}

/** The same, behind other conditions. */
function orderedPart(thing: AnyThing, order: Order, backward: boolean, from: Position | undefined): Part {
  const [by, flag, way] = [orderExpression(thing, order.field), flagOf(thing, order), ways(order, backward)];
  const after = from ? part` and ${beyond(by, flag, order, way === 'desc', from)}` : verbatim('');
  const its = verbatim(way);
  return part`${after} order by ${flag ? part`${flag} ${its}, ` : verbatim('')}${by} ${its}, "id" ${its}`;
}

function beyond(by: Part, flag: Part | undefined, { direction }: Order, descending: boolean, { value, id }: Position): Part {
  const than = verbatim(descending ? '<' : '>');
  if (!flag) return part`(${by}, id) ${than} (${value}, ${id}::uuid)`;
  const [missing, forward] = [verbatim(String((direction === 'ASC') === (value === null))), descending === (direction === 'DESC')];
  if (value !== null) return part`(${flag}, ${by}, id) ${than} (${missing}, ${value}, ${id}::uuid)`;
  return forward ? part`(${by} is null and id ${than} ${id}::uuid)` : part`(${flag}, id) ${than} (${missing}, ${id}::uuid)`;
}
