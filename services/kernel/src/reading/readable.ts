import { sql, type Expression, type ExpressionBuilder, type Kysely, type SelectQueryBuilder, type SqlBool } from 'kysely';
import type { Actor } from '../actor/actor';
import { allColumns } from '../entity/columns';
import type { AnyThing, BaseRecord, ThingOf } from '../entity/thing';
import type { Row, Tables } from '../database/tables';
import type { ServiceContext } from '../graph/service-context';
import { DomainError, notFound } from '../errors/domain-error';
import { isId } from '../entity/id';
import { isInReachNow, wasInReach } from './as-on';
import { part, rowsOf, written, type Part } from './part';
import { RecordLoader } from './record-loader';
import { wholeSelection, type Selection } from './selection';
import { sharedWith, sharingUnits } from './shared-with';

export type Readable = SelectQueryBuilder<Tables, string, object>;

/**
 * The one door for reading: the rows of a thing that the caller may see, and no others.
 * What opens a query on a scoped table beside it looks past the reach of the caller, shows nothing of it, and is named in
 * ADR 2. Within a transaction give its `db`: one that waits for a second connection could wait for another that does the same.
 */
export function readable(context: ServiceContext, thing: AnyThing, db: Kysely<Tables> = context.db): Readable {
  const { actor } = context;
  if (!thing.scope.open && !actor.may(`${thing.register.noun}.read`))
    throw new DomainError(
      'FORBIDDEN',
      { zh: `您的岗位不看“${thing.register.label.zh}”，需要时请找管理员调整岗位`, en: `Your post does not read ${thing.register.label.en}; ask the administrator` },
      { action: `${thing.register.noun}.read` },
    );
  const rows = thing.earlier ? db.selectFrom(thing.earlier.rows.as(thing.table)) : db.selectFrom(thing.table);
  return (rows as unknown as Readable).where(insideFor(context, thing, `${thing.register.noun}.read`));
}

/** Inside of where the permission reaches, or shared with a unit of the caller. */
const insideFor = ({ actor }: ServiceContext, thing: AnyThing, permission: string) => (eb: ExpressionBuilder<Tables, string>): Expression<SqlBool> => {
  const reach = actor.reach(permission);
  const own = thing.scope.test(eb, reach);
  const inside = thing.earlier ? eb.or([own, isInReachNow(eb, thing, reach)]) : own;
  const units = sharingUnits(actor, thing, permission);
  return units.length ? eb.or([inside, sharedWith(eb, thing, units)]) : inside;
};

/** Of the readable rows those on which the caller may use a permission too, as that to export: another post may hold it, elsewhere. */
export function readableFor(context: ServiceContext, thing: AnyThing, permission: string, db: Kysely<Tables> = context.db): Readable {
  const rows = readable(context, thing, db);
  const { actor } = context;
  const reads = `${thing.register.noun}.read`;
  // One post for both, and nothing that is shared to be read alone: nothing to narrow.
  if (actor.reach(permission) === actor.reach(reads) && sharingUnits(actor, thing, reads).length === sharingUnits(actor, thing, permission).length) return rows;
  return rows.where(insideFor(context, thing, permission));
}

/** Every column of a record under its name in the graph; secrets masked. */
export const selectRecord = (query: Readable, thing: AnyThing): Readable => query.select(sql.raw(wholeSelection(thing).text) as never) as unknown as Readable;

/** What stands between the columns and the further conditions of a statement: `from … where …`, with its values. */
interface Door {
  readonly text: string;
  readonly values: readonly unknown[];
}
const HEAD = 'select * ';
const doors = new WeakMap<Actor, Map<AnyThing, Door>>();

/** `readable` as text: written out by the query builder once for each actor, of whom nothing changes, and for nobody else; for one who may not read there is none. */
function doorOf(context: ServiceContext, thing: AnyThing): Door {
  let its = doors.get(context.actor);
  if (!its) doors.set(context.actor, (its = new Map()));
  let door = its.get(thing);
  if (!door) {
    const { sql: text, parameters } = readable(context, thing).selectAll().compile();
    if (!text.startsWith(`${HEAD}from `) || !text.includes(' where ')) throw new Error(`${thing.table}: no door`);
    its.set(thing, (door = { text: text.slice(HEAD.length), values: parameters }));
  }
  return door;
}

/** Rows that the caller may read, narrowed by further conditions and in their order: one statement, its columns only those needed. */
export function readRows(context: ServiceContext, thing: AnyThing, columns: string, rest: Part): Promise<Row[]> {
  const { text, values } = doorOf(context, thing);
  return rowsOf(context.db, written(`select ${columns} ${text}`, values, rest));
}

const named = new WeakMap<AnyThing, string>();

/** By their names: a prepared statement with a star fails for good when a table gets a column. */
function columnsNamed(thing: AnyThing): string {
  let its = named.get(thing);
  if (!its) named.set(thing, (its = allColumns(thing.register.fields).map(({ column }) => `"${thing.table}"."${column}"`).join(', ')));
  return its;
}

/**
 * Whole rows that the caller may read, in the columns of the database, locked until the transaction ends; always in one order.
 * `more` columns are read as they were before anybody was waited for.
 */
export function lockRows(context: ServiceContext, thing: AnyThing, db: Kysely<Tables>, ids: readonly string[], more = ''): Promise<Row[]> {
  const { text, values } = doorOf(context, thing);
  return rowsOf(db, written(`select ${columnsNamed(thing)}${more} ${text}`, values, part` and "id" = any(${ids}::uuid[]) order by "id" for update`));
}

/** The row itself as an instance of its entity, outside of any unit of work: its methods work, saving it does not. Nothing is copied: the entity's setters note changes, which takes longer than reading the row. */
export const asRead = <R extends BaseRecord>(thing: ThingOf<R>, row: Row): R => Object.setPrototypeOf(row, thing.class.prototype as object) as R;

/** As much of a record as was read: a part of it answers what was asked for, the whole can do what its entity can. */
export const asFound = <R extends BaseRecord>(thing: ThingOf<R>, selection: Selection, row: Row): R => (selection.isWhole ? asRead(thing, row) : (row as unknown as R));

/** A record by id, loaded together with the others of the request and what is asked of them; null when it can't be read. */
export function findReadable<R extends BaseRecord>(context: ServiceContext, thing: ThingOf<R>, id: string, selection: Selection = wholeSelection(thing)): Promise<R | null> {
  const loader = context.loader(`${thing.table} by id`, () =>
    new RecordLoader<R>(thing, async (ids, needed) => {
      const wanted = ids.filter(isId);
      const rows = wanted.length === 0 ? [] : await readRows(context, thing, needed.text, part` and "id" = any(${wanted}::uuid[])`);
      const former = await readFormer(context, thing, wanted.filter((each) => !rows.some((row) => row.id === each)), needed);
      return new Map([...rows, ...former].map((row) => [row.id as string, asFound(thing, needed, row)]));
    }),
  );
  return loader.load(id.toLowerCase(), selection);
}

/** Records by id that have left the reach of the caller: who had them once keeps reading them, and nothing more. */
async function readFormer({ actor, db }: ServiceContext, thing: AnyThing, ids: readonly string[], needed: Selection): Promise<Row[]> {
  if (!ids.length || !thing.pastAreas) return [];
  const door = (db.selectFrom(thing.table) as unknown as Readable).selectAll().where((eb) => wasInReach(eb, thing, actor.reach(`${thing.register.noun}.read`)));
  const { sql: text, parameters } = door.compile();
  return rowsOf(db, written(`select ${needed.text} ${text.slice(HEAD.length)}`, parameters, part` and "id" = any(${ids}::uuid[])`));
}

export async function getReadable<R extends BaseRecord>(context: ServiceContext, thing: ThingOf<R>, id: string, selection?: Selection): Promise<R> {
  const found = await findReadable(context, thing, id, selection);
  if (!found) throw notFound(thing.register.label);
  return found;
}
