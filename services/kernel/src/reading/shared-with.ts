import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { Actor } from '../actor/actor';
import { today } from '../database/day';
import type { Tables } from '../database/tables';
import type { AnyThing } from '../entity/thing';

/** What a share opens: to see a record and to take it away as a file. Changing it stays with its area. */
const opened = (thing: AnyThing, permission: string) => ['read', 'export'].some((action) => permission === `${thing.register.noun}.${action}`);

/** Units through which the actor uses a permission on what is shared with them; none where a share does not open it. */
export const sharingUnits = (actor: Actor, thing: AnyThing, permission: string): readonly string[] => (thing.shared && opened(thing, permission) ? actor.unitsFor(permission) : []);

/** Records shared with one of the units today. Looked up once in a statement, so that the index of the area is still used. */
export const sharedWith = (eb: ExpressionBuilder<Tables, string>, thing: AnyThing, units: readonly string[]): Expression<SqlBool> => {
  const records = eb
    .selectFrom('share')
    .select('share.record_id')
    .where('share.type', '=', thing.register.type as never)
    .where('share.unit_id', '=', sql`any(${units}::uuid[])` as never)
    .where('share.ended_at', 'is', null)
    .where('share.starts_on', '<=', today as never)
    .where((its) => its.or([its('share.ends_on', 'is', null), its('share.ends_on', '>=', today as never)]));
  return eb(`${thing.table}.id`, '=', sql`any(array(${records}))`);
};
