import type { ChangeSet } from '@mikro-orm/postgresql';
import { sql, type Kysely } from 'kysely';
import { chained, headsOf, insertLinks, linksPart, momentOf, type Head, type Link } from '../audit/chain';
import type { Part } from '../reading/part';
import { schemaOf } from '../database/open-database';
import { uuidv7 } from '../entity/id';
import { iso } from '../graph/scalars';
import type { Principal } from '../actor/actor';
import type { Placed } from '../actor/jurisdiction';
import type { AnyThing } from '../entity/thing';
import type { Row, Tables } from '../database/tables';
import type { ServiceContext } from '../graph/service-context';

/** What became of one field; `from` is null in the first entry of a record. */
export interface AuditChange {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

export interface AuditEntry {
  readonly action: string;
  readonly recordId: string;
  readonly changes: readonly AuditChange[];
  readonly reason?: string | null;
  /** Its first entry: there is none before it to look for. */
  readonly isNew?: boolean;
  /** Where the record stood, and what was needed there when that is not called like the action: tells whether a deputy acted for somebody. */
  readonly placed?: Placed;
  readonly permission?: string;
  /** The record that it changes something of, where no column of it does: whoever reads it is told. */
  readonly about?: { readonly thing: AnyThing; readonly record: object };
}

const bookkeeping = new Set(['id', 'version', 'createdAt', 'createdBy', 'createdByName', 'updatedAt']);

/** As the driver leaves moments that it has read. */
const DATABASE_MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00$/;

/** The trail keeps a value as text; sealed and hashed personal data never reach it, the masked form does. */
export function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.length ? value.join('、') : null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string') return DATABASE_MOMENT.test(value) ? new Date(iso(value)).toISOString() : value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function changesOf(before: Row, after: Row): AuditChange[] {
  const names = Object.keys(after).filter((name) => !bookkeeping.has(name) && !/(Sealed|Masked)$/.test(name));
  return names.flatMap((name) => (name.endsWith('Hash') ? secretChange(name.slice(0, -4), before, after) : plainChange(name, before, after)));
}

function plainChange(field: string, before: Row, after: Row): AuditChange[] {
  const change = { field, from: shown(before[field]), to: shown(after[field]) };
  return change.from === change.to ? [] : [change];
}

/** A secret has changed when its hash has, even behind the same mask; what is not in a change set is as before. */
function secretChange(field: string, before: Row, after: Row): AuditChange[] {
  const [hash, masked] = [`${field}Hash`, `${field}Masked`];
  if (shown(before[hash]) === shown(after[hash])) return [];
  return [{ field, from: shown(before[masked]), to: shown(masked in after ? after[masked] : before[masked]) }];
}

/** What changed, as the entity holds it: the payload has lists and documents in the words of the database. */
const asHeld = ({ entity, payload }: ChangeSet<object>): Row => Object.fromEntries(Object.keys(payload).map((name) => [name, (entity as Row)[name]]));

/** Where it stood before it was moved. */
const before = ({ originalEntity }: ChangeSet<object>): Row => {
  const { areaCode } = (originalEntity ?? {}) as Row;
  return areaCode ? { areaCode } : {};
};

/** The place of a record, by whatever it is placed with: records without one are judged by the permission alone. */
export const placeOf = (record: Row): Placed => ({
  areaCode: (record.areaCode ?? record.code ?? null) as string | null,
  lineOfWork: record.lineOfWork as string | null | undefined,
  premisesId: record.premisesId as string | null | undefined,
});

export const entryOf = (action: string, set: ChangeSet<object>, reason?: string | null): AuditEntry => ({
  placed: placeOf({ ...placeOf(set.entity as Row), ...before(set) }),
  action,
  isNew: set.type === 'create',
  recordId: String((set.entity as Row).id),
  changes: changesOf((set.originalEntity ?? {}) as Row, asHeld(set)),
  reason,
});

const behalfOf = (principal: Principal | null) => ({ on_behalf_of_id: principal?.personId ?? null, on_behalf_of_name: principal?.name ?? null });

const BATCH = 1000;

/**
 * Adds entries to the trail, in the transaction of the change and after its records have been locked: each is tied to the
 * entry before it of the same record. Two statements for each thousand, one when all records are new. The notice goes with the first.
 */
export async function writeAudit(db: Kysely<Tables>, context: ServiceContext, entries: readonly AuditEntry[], notice: Part | null = null): Promise<void> {
  const { database } = context;
  for (let start = 0; start < entries.length; start += BATCH) {
    const some = entries.slice(start, start + BATCH);
    const fresh = new Set(some.flatMap(({ recordId, isNew }) => (isNew ? [recordId] : [])));
    const known = some.flatMap(({ recordId }) => (fresh.has(recordId) ? [] : [recordId]));
    const heads = known.length ? await headsOf(db, known) : new Map<string, Head>();
    await insertLinks(db, chained(database.secrets, database.service, heads, linksOf(context, some)), start === 0 ? notice : null);
  }
}

/** The entry of one record as it is written beside the change, at the end of the chain as it is known. */
export const linkPart = (context: ServiceContext, entry: AuditEntry, head: Head): Part =>
  linksPart(chained(context.database.secrets, context.database.service, new Map([[entry.recordId, head]]), linksOf(context, [entry])));

function linksOf({ actor, request }: ServiceContext, entries: readonly AuditEntry[]): Omit<Link, 'sequence' | 'previous'>[] {
  const at = momentOf(new Date());
  const author = { actor_id: actor.id, actor_name: actor.name, address: request.address, request_id: request.requestId };
  return entries.map(({ action, recordId, changes, reason, placed = {}, permission = action }) => ({
    id: uuidv7(),
    at,
    ...author,
    ...behalfOf(actor.authority(permission, { areaCode: null, ...placed })),
    area_code: placed.areaCode ?? actor.homeArea,
    action,
    record_id: recordId,
    reason: reason ?? null,
    changes,
  }));
}

/** An entry about what no transaction locks, as an export: those about the same thing come one after the other. */
export const writeLoneAudit = (context: ServiceContext, entry: AuditEntry): Promise<void> =>
  context.db.transaction().execute(async (db) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`audit ${context.database.service} ${entry.recordId}`}, 0))`.execute(db);
    await writeAudit(db.withSchema(schemaOf(context.database.service)) as unknown as Kysely<Tables>, context, [entry]);
  });
