import type { ChangeSet } from '@mikro-orm/postgresql';
import { sql, type Kysely } from 'kysely';
import type { Row, Tables } from '../database/tables';
import type { AnyThing, BaseRecord } from '../entity/thing';
import type { ServiceContext } from '../graph/service-context';
import { part, type Part } from '../reading/part';
import type { Change } from './change';

export const CHANNEL = 'moduan_changes';

/** What travels from the transaction to whoever listens. */
export interface Notice {
  readonly service: string;
  readonly changes: readonly Change[];
}

/** A notice of PostgreSQL holds 8,000 bytes. */
const MOST_BYTES = 7_500;
/** Of more records at once it is told only that their register changed. */
const MOST_RECORDS = 20;
const TOWN = 9;
const CITY = 6;
const MOST_TOWNS = 60;

const camel = (column: string) => column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
const isHeard = ({ scope }: AnyThing) => scope.open || scope.heard !== undefined;
const placeOf = ({ scope }: AnyThing, record: Row): Row => Object.fromEntries((scope.heard?.columns ?? []).map((column) => [column, record[camel(column)] ?? null]));

/** What is told of one record: where it stood, if that was elsewhere, and where it stands. */
export function changeOf(thing: AnyThing, record: Row, before: Row | null | undefined): Change {
  const now = placeOf(thing, record);
  const then = before ? placeOf(thing, { ...record, ...before }) : now;
  const places = JSON.stringify(then) === JSON.stringify(now) ? [now] : [then, now];
  return { kind: thing.register.type as string, id: record.id as string, at: new Date().toISOString(), places };
}

/** Changes of the entities of a transaction, each with what it was before. */
export const changesIn = ({ things }: ServiceContext, sets: readonly ChangeSet<object>[]): Change[] =>
  sets.flatMap(({ entity, originalEntity }) => {
    const thing = things.find((each) => each.class === entity.constructor);
    return thing && isHeard(thing) ? [changeOf(thing, entity as Row, originalEntity as Row | undefined)] : [];
  });

/** Told when the transaction has been committed, and not otherwise. Part of a statement that runs anyway; null when there is nothing to tell. */
export function noticePart({ database }: ServiceContext, changes: readonly Change[]): Part | null {
  if (!changes.length) return null;
  return part`pg_notify(${CHANNEL}, ${written(database.service, changes)})`;
}

function written(service: string, changes: readonly Change[]): string {
  const text = JSON.stringify({ service, changes } satisfies Notice);
  if (changes.length <= MOST_RECORDS && Buffer.byteLength(text) <= MOST_BYTES) return text;
  const byKind = Map.groupBy(changes, ({ kind }) => kind);
  return JSON.stringify({ service, changes: [...byKind].map(([kind, some]) => together(kind, some.flatMap(({ places }) => places.map(({ area_code }) => area_code)))) } satisfies Notice);
}

/** Many records of one kind: in which towns, or only in which city when there are many of those. */
function together(kind: string, codes: readonly unknown[]): Change {
  const known = codes.filter((code): code is string => typeof code === 'string');
  const towns = new Set(known.map((code) => code.slice(0, TOWN)));
  const areas = towns.size <= MOST_TOWNS ? [...towns] : [...new Set(known.map((code) => code.slice(0, CITY)))];
  return { kind, id: null, at: new Date().toISOString(), places: [], areas };
}

/** Of records written in sets: that their register has changed, once for each set. */
export async function tellChanged(db: Kysely<Tables>, { database }: ServiceContext, thing: AnyThing, records: readonly BaseRecord[], before: readonly Row[]): Promise<void> {
  if (!records.length || !isHeard(thing)) return;
  const codes = [...(records as unknown as readonly Row[]), ...before].map(({ areaCode }) => areaCode);
  const notice: Notice = { service: database.service, changes: [together(thing.register.type as string, codes)] };
  await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(notice)})`.execute(db);
}
