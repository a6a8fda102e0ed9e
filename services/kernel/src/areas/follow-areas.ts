import type { Fields } from '@moduan/schema';
import { sql, type Kysely } from 'kysely';
import { areaRange } from '../actor/jurisdiction';
import type { Row, Tables } from '../database/tables';
import { schemaOf } from '../database/open-database';
import { columnOf } from '../entity/columns';
import type { AnyThing, BaseRecord } from '../entity/thing';
import type { EventHandler } from '../events/events';
import type { ServiceContext } from '../graph/service-context';
import { lockWhole, writeChanges, type Change } from '../import/write-records';
import { asRead } from '../reading/readable';
import { AREA_CHANGE, successorOf, type AreaChangeEvent } from './area-change';

const BATCH = 1000;

/**
 * Records follow the areas in which they stand when these take other codes: each with an entry in its trail, ended ones
 * too, so that whoever has the area now has its history. What is to keep the area of its time is left out of `things`.
 */
export const followAreas = (things: readonly AnyThing[]): EventHandler => ({
  event: AREA_CHANGE,
  handle: async (_db, payload, asSystem) => {
    for (const row of payload.rows) {
      const change = row as unknown as AreaChangeEvent;
      const context = asSystem(change.id, change.pairs.flatMap((pair) => pair));
      await context.db.transaction().execute((transaction) => follow(context, transaction.withSchema(schemaOf(context.database.service)) as unknown as Kysely<Tables>, things, change));
    }
  },
});

async function follow(context: ServiceContext, db: Kysely<Tables>, things: readonly AnyThing[], change: AreaChangeEvent): Promise<void> {
  const { rows: first } = await sql`insert into ${sql.table('area_change_heard')} (id) values (${change.id}::uuid) on conflict do nothing returning id`.execute(db);
  if (!first.length) return;
  // Read by the tables that keep where a record stood before.
  await sql`select set_config('moduan.effective_on', ${change.effectiveOn}, true)`.execute(db);
  const pairs = new Map(change.pairs);
  for (const thing of things) await moveRecords(context, db, thing, pairs, change.reason);
}

const areaFields = (thing: AnyThing): string[] => Object.entries(thing.register.fields as Fields).flatMap(([name, { kind }]) => (kind === 'area' ? [name] : []));

async function moveRecords(context: ServiceContext, db: Kysely<Tables>, thing: AnyThing, pairs: ReadonlyMap<string, string>, reason: string): Promise<void> {
  const fields = areaFields(thing);
  const ids = await standingIn(db, thing, fields, [...pairs.keys()]);
  for (let start = 0; start < ids.length; start += BATCH) {
    const locked = await lockWhole(context, db, thing, ids.slice(start, start + BATCH));
    const changes = [...locked.values()].flatMap((before): Change[] => {
      const moved = movedFields(fields, before, pairs);
      if (!Object.keys(moved).length) return [];
      const record = asRead<BaseRecord>(thing, { ...before, ...moved, version: Number(before.version) + 1, updatedAt: new Date() });
      return [{ record: Object.assign(record, thing.derive?.(record)), before, action: `${thing.register.noun as string}.reorganise`, reason }];
    });
    await writeChanges(context, db, thing, changes);
  }
}

function movedFields(fields: readonly string[], before: Row, pairs: ReadonlyMap<string, string>): Row {
  return Object.fromEntries(
    fields.flatMap((name) => {
      const code = before[name];
      const to = typeof code === 'string' ? successorOf(pairs, code) : undefined;
      return to === undefined ? [] : [[name, to] as const];
    }),
  );
}

/** Ids of the records of which an area is one of those that went, or lies in one. */
async function standingIn(db: Kysely<Tables>, thing: AnyThing, fields: readonly string[], codes: readonly string[]): Promise<string[]> {
  // Those that lie in another of them are found by it.
  const outer = codes.filter((code) => !codes.some((other) => other !== code && code.startsWith(other)));
  const tests = outer.flatMap((code) => {
    const [from, to] = areaRange(code);
    return fields.map((name) => {
      const column = sql.ref(columnOf(name, (thing.register.fields as Fields)[name]));
      return sql`(${column} >= ${from} and ${column} < ${to})`;
    });
  });
  if (!tests.length) return [];
  const { rows } = await sql<{ id: string }>`select id from ${sql.table(thing.table)} where ${sql.join(tests, sql` or `)} order by id`.execute(db);
  return rows.map(({ id }) => id);
}
