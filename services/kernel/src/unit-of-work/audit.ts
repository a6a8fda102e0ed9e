import type { ChangeSet } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import { uuidv7 } from '../entity/id';
import type { Principal } from '../actor/actor';
import type { Placed } from '../actor/jurisdiction';
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
  /** Where the record stood, and what was needed there when that is not called like the action: tells whether a deputy acted for somebody. */
  readonly placed?: Placed;
  readonly permission?: string;
}

const bookkeeping = new Set(['id', 'version', 'createdAt', 'createdBy', 'createdByName', 'updatedAt']);

/** The trail keeps a value as text; sealed and hashed personal data never reach it, the masked form does. */
export function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.length ? value.join('、') : null;
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
  recordId: String((set.entity as Row).id),
  changes: changesOf((set.originalEntity ?? {}) as Row, asHeld(set)),
  reason,
});

const behalfOf = (principal: Principal | null) => ({ on_behalf_of_id: principal?.personId ?? null, on_behalf_of_name: principal?.name ?? null });

/** Adds entries to the trail, in the transaction of the change; one statement however many there are. */
export async function writeAudit(db: Kysely<Tables>, context: ServiceContext, entries: readonly AuditEntry[]): Promise<void> {
  if (!entries.length) return;
  const { actor, request } = context;
  const author = { actor_id: actor.id, actor_name: actor.name, address: request.address, request_id: request.requestId };
  const rows = entries.map(({ action, recordId, changes, reason, placed = {}, permission = action }) => ({
    id: uuidv7(),
    ...author,
    ...behalfOf(actor.authority(permission, { areaCode: null, ...placed })),
    action,
    record_id: recordId,
    reason: reason ?? null,
    changes: JSON.stringify(changes),
  }));
  for (let start = 0; start < rows.length; start += 500) await db.insertInto('audit').values(rows.slice(start, start + 500)).execute();
}
