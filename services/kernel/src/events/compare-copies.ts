import { escapeIdentifier, type Client } from 'pg';
import { schemaOf } from '../database/open-database';
import { columnOf } from '../entity/columns';
import type { ServiceDefinition } from '../service';
import type { Copy } from './copy-of';
import type { EventHandler } from './events';

/** A copy and its original, as the owner of the database sees both. */
export interface Pair {
  /** As `enterprises.area_copy`. */
  readonly copy: string;
  readonly original: string;
  /** Columns of the copy, and of the original in the same order. */
  readonly columns: readonly (readonly [copy: string, original: string])[];
}

/** What is not alike; all are 0 when copy and original are equal. */
export interface Difference extends Pair {
  readonly missing: number;
  readonly surplus: number;
  readonly changed: number;
}

const nameOf = (service: string, table: string) => `${escapeIdentifier(schemaOf(service))}.${escapeIdentifier(table)}`;
const isCopy = (handler: EventHandler): handler is EventHandler & { readonly copy: Copy } => 'copy' in handler;

/** Every copy that a domain keeps of what another one owns. */
export function copiesOf(definitions: readonly ServiceDefinition[]): Pair[] {
  const owners = definitions.flatMap(({ name, things }) => things.flatMap((thing) => (thing.emits ? [{ service: name, thing }] : [])));
  return definitions.flatMap(({ name, handlers = [] }) =>
    handlers.filter(isCopy).map(({ copy }) => {
      const owner = owners.find(({ thing }) => thing.emits?.event === copy.event);
      if (!owner) throw new Error(`Nobody tells ${copy.event}, of which ${name} keeps a copy`);
      const own = Object.entries(copy.columns).map(([property, column]) => [column, columnOf(property, owner.thing.register.fields[property])] as const);
      return { copy: nameOf(name, copy.table), original: nameOf(owner.service, owner.thing.table), columns: [['id', 'id'], ['version', 'version'], ...own] };
    }),
  );
}

/** Row by row and column by column. What was changed a moment ago may not have been heard yet. */
export async function compareCopy(owner: Client, pair: Pair): Promise<Difference> {
  const side = (letter: string, place: 0 | 1) => `(${pair.columns.map((names) => `${letter}.${escapeIdentifier(names[place])}`).join(', ')})`;
  const { rows } = await owner.query(`select
    count(*) filter (where c.id is null)::int as missing, count(*) filter (where o.id is null)::int as surplus,
    count(*) filter (where c.id is not null and o.id is not null and ${side('c', 0)} is distinct from ${side('o', 1)})::int as changed
    from ${pair.original} as o full join ${pair.copy} as c on c.id = o.id`);
  return { ...pair, ...(rows[0] as { missing: number; surplus: number; changed: number }) };
}

/** Makes a copy anew from its original, in one transaction; events that come meanwhile wait and are taken in afterwards. */
export async function rebuildCopy(owner: Client, { copy, original, columns }: Pair): Promise<void> {
  const names = (place: 0 | 1) => columns.map((each) => escapeIdentifier(each[place])).join(', ');
  await owner.query('begin');
  try {
    await owner.query(`lock table ${copy} in exclusive mode`);
    await owner.query(`delete from ${copy}`);
    await owner.query(`insert into ${copy} (${names(0)}) select ${names(1)} from ${original}`);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}
