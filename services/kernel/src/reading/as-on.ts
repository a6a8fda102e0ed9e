import { sql, type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool } from 'kysely';
import type { Fields } from '@moduan/schema';
import type { Jurisdiction } from '../actor/jurisdiction';
import { dayAt } from '../database/day';
import type { Tables } from '../database/tables';
import { allColumns } from '../entity/columns';
import type { AnyThing } from '../entity/thing';

/** Rows of an earlier day, under the name of their table. */
export interface Earlier {
  readonly rows: RawBuilder<object>;
}

/** Days that are kept ready for a thing. */
const KEPT_DAYS = 64;
const variants = new WeakMap<AnyThing, Map<string, AnyThing>>();

/**
 * The thing as its records stood on a day: those entered by then, in the area of that day, and not ended if they ended
 * later. All other fields are those of today. The same thing where no day is asked for, or none is kept.
 */
export function asOn(thing: AnyThing, day: unknown): AnyThing {
  if (typeof day !== 'string' || !thing.pastAreas) return thing;
  let its = variants.get(thing);
  if (!its) variants.set(thing, (its = new Map()));
  if (its.size >= KEPT_DAYS) its.clear();
  if (!its.has(day)) its.set(day, { ...thing, listedByTown: false, earlier: { rows: rowsOn(thing, thing.pastAreas, day) } });
  return its.get(day)!;
}

function rowsOn(thing: AnyThing, pastAreas: string, day: string): RawBuilder<object> {
  const kept = allColumns(thing.register.fields as Fields).map(({ column }) => column).filter((column) => column !== 'area_code' && column !== 'ended_at');
  const columns = sql.join(kept.map((column) => sql.ref(`its.${column}`)));
  const endedOn = dayAt(sql.ref('its.ended_at'));
  return sql`(select ${columns}, coalesce(past.area_code, its.area_code) as area_code,
      case when ${endedOn} <= ${day}::date then its.ended_at end as ended_at
    from ${sql.table(thing.table)} as its left join (
      select distinct on (record_id) record_id, area_code from ${sql.table(pastAreas)} where until > ${day}::date order by record_id, until, place
    ) as past on past.record_id = its.id where ${dayAt(sql.ref('its.created_at'))} <= ${day}::date)`;
}

/** Whether a row of an earlier day is in the reach today: who owns a record now sees where it was. */
export const isInReachNow = (eb: ExpressionBuilder<Tables, string>, thing: AnyThing, reach: Jurisdiction): Expression<SqlBool> =>
  eb.exists(
    eb
      .selectFrom(`${thing.table} as now` as never)
      .select(sql.lit(1).as('one'))
      // The rows of a day bear the name of the table, and no schema.
      .where(sql<SqlBool>`"now"."id" = ${sql.id(thing.table)}."id"`)
      .where((inner) => thing.scope.test(inner as never, reach)),
  );

/** Whether a record stood in the reach once: its former owner keeps reading it. */
export const wasInReach = (eb: ExpressionBuilder<Tables, string>, thing: AnyThing, reach: Jurisdiction): Expression<SqlBool> =>
  eb.exists(
    eb
      .selectFrom(`${thing.pastAreas!} as past` as never)
      .select(sql.lit(1).as('one'))
      .whereRef('past.record_id' as never, '=', `${thing.table}.id` as never)
      .where((inner) => thing.scope.test(inner as never, reach)),
  );
