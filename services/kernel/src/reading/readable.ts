import DataLoader from 'dataloader';
import { sql, type Expression, type ExpressionBuilder, type Kysely, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import { columnOf, baseColumns } from '../entity/columns';
import type { AnyThing, BaseRecord, ThingOf } from '../entity/thing';
import type { Row, Tables } from '../database/tables';
import type { ServiceContext } from '../graph/service-context';
import { DomainError, notFound } from '../errors/domain-error';
import { isId } from '../entity/id';
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
  return (db.selectFrom(thing.table) as unknown as Readable).where(insideFor(context, thing, `${thing.register.noun}.read`));
}

/** Inside of where the permission reaches, or shared with a unit of the caller. */
const insideFor = ({ actor }: ServiceContext, thing: AnyThing, permission: string) => (eb: ExpressionBuilder<Tables, string>): Expression<SqlBool> => {
  const inside = thing.scope.test(eb, actor.reach(permission));
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

const quoted = (name: string) => `"${name}"`;
const selections = new WeakMap<AnyThing, RawBuilder<unknown>>();

/** Written once for each register: thirty columns built anew for each list take longer than the rest of its statement. */
function selectionOf(thing: AnyThing): RawBuilder<unknown> {
  let selection = selections.get(thing);
  if (!selection) {
    const own = Object.entries(thing.register.fields).map(([name, field]) => ({ property: name, column: columnOf(name, field as never) }));
    const texts = [...baseColumns, ...own].map(({ property, column }) => `${quoted(thing.table)}.${quoted(column)} as ${quoted(property)}`);
    selections.set(thing, (selection = sql.raw(texts.join(', '))));
  }
  return selection;
}

/** Every column of a record under its name in the graph; secrets masked. */
export const selectRecord = (query: Readable, thing: AnyThing): Readable => query.select(selectionOf(thing) as never) as unknown as Readable;

/** The row itself as an instance of its entity, outside of any unit of work: its methods work, saving it does not. Nothing is copied: the entity's setters note changes, which takes longer than reading the row. */
export const asRead = <R extends BaseRecord>(thing: ThingOf<R>, row: Row): R => Object.setPrototypeOf(row, thing.class.prototype as object) as R;

/** A record by id, loaded once and together with the others of the request; null when it can't be read. */
export function findReadable<R extends BaseRecord>(context: ServiceContext, thing: ThingOf<R>, id: string): Promise<R | null> {
  const loader = context.loader(`${thing.table} by id`, () =>
    new DataLoader<string, R | null>(async (ids) => {
      const wanted = ids.filter(isId);
      const rows = wanted.length === 0 ? [] : await selectRecord(readable(context, thing), thing).where('id', '=', sql`any(${wanted}::uuid[])` as never).execute();
      const byId = new Map(rows.map((row) => [(row as Row).id as string, asRead(thing, row as Row)]));
      return ids.map((each) => byId.get(each) ?? null);
    }),
  );
  return loader.load(id.toLowerCase());
}

export async function getReadable<R extends BaseRecord>(context: ServiceContext, thing: ThingOf<R>, id: string): Promise<R> {
  const found = await findReadable(context, thing, id);
  if (!found) throw notFound(thing.register.label);
  return found;
}
