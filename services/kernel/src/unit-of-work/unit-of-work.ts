import { UniqueConstraintViolationException, type EntityManager } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import type { Row, Tables } from '../database/tables';
import { schemaOf } from '../database/open-database';
import type { AnyThing, BaseRecord, ThingOf } from '../entity/thing';
import { DomainError, invalidInput, notFound } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';
import { lockRows } from '../reading/readable';
import { HEAD_COLUMN, headBeside, type Head } from '../audit/chain';
import { entryOf, type AuditEntry } from './audit';
import { expectedAnswer, keepAnswer, takeKey } from './idempotency';
import { isId } from '../entity/id';
import { noteHead, writeChange } from './write-change';

export interface Attempt {
  /** Audit entry of every record changed, as `unit.amend`. */
  readonly action: string;
  readonly thing: AnyThing;
  readonly reason?: string | null;
  /** The input as it came: with its key it makes the attempt repeatable without a second effect. */
  readonly input?: { readonly clientMutationId?: string | null };
}

export interface Work {
  readonly em: EntityManager;
  /** The transaction, for statements that no entity stands for. */
  readonly db: Kysely<Tables>;
  /** Adds an entry of its own to the trail, as a look at masked data. */
  note(entry: AuditEntry): void;
}

/** One transaction: the change, its audit entries, its events and the key of the attempt, or nothing at all. */
export async function unitOfWork<R extends BaseRecord>(context: ServiceContext, attempt: Attempt, change: (work: Work) => Promise<R>): Promise<R> {
  const [record] = await unitOfWorkOnMany(context, attempt, async (work) => [await change(work)]);
  if (!record) throw notFound(attempt.thing.register.label);
  return record;
}

/** The same for an action on many records; an attempt that is repeated gets the records that the first one changed. */
export async function unitOfWorkOnMany<R extends BaseRecord>(context: ServiceContext, attempt: Attempt, change: (work: Work) => Promise<readonly R[]>): Promise<readonly R[]> {
  try {
    return await inTransaction(context, async (db, em) => {
      const key = attempt.input?.clientMutationId;
      const known = key ? await takeKey(db, context, attempt.action, key, attempt.input) : null;
      // Through the one door: what has moved out of the caller's reach meanwhile is not answered again.
      if (known) return await findManyForUpdate({ em: em as EntityManager, db, note: () => undefined }, context, attempt.thing as ThingOf<R>, known);
      const notes: AuditEntry[] = [];
      const results = await change({ em, db, note: (entry) => notes.push(entry) });
      await record(em, db, context, attempt, notes);
      const answer = results.map(({ id }) => id);
      if (key && answer.join(' ') !== expectedAnswer(attempt.input)) await keepAnswer(db, context, key, answer);
      return results;
    });
  } catch (error) {
    throw error instanceof ChangedMeanwhile ? await whoWasFirst(context, error) : error;
  }
}

/** All or nothing; a record that must be unique and is not is the person's to correct. */
export async function inTransaction<T>(context: ServiceContext, work: (db: Kysely<Tables>, em: EntityManager) => Promise<T>): Promise<T> {
  try {
    return await context.fork().transactional((em) => work(transactionOf(em as EntityManager, context), em as EntityManager));
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException || (error as { code?: string }).code === UNIQUE_VIOLATION) throw taken(error as object);
    throw error;
  }
}

/** As PostgreSQL numbers it, for statements that do not go through an entity. */
const UNIQUE_VIOLATION = '23505';

const transactionOf = (em: EntityManager, context: ServiceContext): Kysely<Tables> =>
  em.getKysely<Tables>().withSchema(schemaOf(context.database.service)) as unknown as Kysely<Tables>;

async function record(em: EntityManager, db: Kysely<Tables>, context: ServiceContext, attempt: Attempt, notes: AuditEntry[]) {
  const unit = em.getUnitOfWork();
  unit.computeChangeSets();
  for (const { type, entity } of unit.getChangeSets()) if (type === 'update') (entity as { version: number }).version += 1;
  unit.computeChangeSets();
  const sets = unit.getChangeSets();
  const entries = sets.map((set) => entryOf(attempt.action, set as never, attempt.reason));
  const changed = sets.filter(({ entity }) => entity.constructor === attempt.thing.class).map(({ entity }) => entity as Row);
  await writeChange(em, db, context, sets, [...entries, ...notes]);
  await tellOthers(db, context, attempt.thing, changed);
}

/** Tells the listeners of changed records: which they are, in which version, and the fields that their owner gives out. */
export async function tellOthers(db: Kysely<Tables>, context: ServiceContext, { emits }: AnyThing, records: readonly Row[]): Promise<void> {
  if (!emits || !records.length) return;
  const told = ['id', 'version', 'endedAt', ...emits.tells];
  await context.emit(db, emits.event, { rows: records.map((record) => Object.fromEntries(told.map((name) => [name, record[name] ?? null]))) });
}

/** The record locked until the transaction ends, if the caller may read it. */
export async function getForUpdate<R extends BaseRecord>(work: Work, context: ServiceContext, thing: ThingOf<R>, id: string): Promise<R> {
  const [record] = await findManyForUpdate(work, context, thing, [id]);
  if (!record) throw notFound(thing.register.label);
  return record;
}

/** Those of the records that the caller may read, locked in one order, so that two callers never wait for each other. */
export async function findManyForUpdate<R extends BaseRecord>(work: Work, context: ServiceContext, thing: ThingOf<R>, ids: readonly string[]): Promise<R[]> {
  const wanted = ids.filter(isId);
  if (!wanted.length) return [];
  const locked = await lockRows(context, thing, work.db, wanted, wanted.length === 1 ? headBeside(thing.table) : '');
  return locked.map(({ [HEAD_COLUMN]: head, ...row }) => {
    const record = work.em.map(thing.class as new () => R, row);
    if (wanted.length === 1) noteHead(record, head as Head | null);
    return record;
  });
}

const rowBefore = (record: BaseRecord): Row | undefined => (record as { __helper?: { readonly __originalEntityData?: Row } }).__helper?.__originalEntityData;

/** What a field held before the change at hand; nothing is known of records that are written in sets. */
export const valueBefore = (record: BaseRecord, field: string): unknown => rowBefore(record)?.[field];

/** Whether any of the fields is about to change; of a record that is no row yet, every one. */
export function isChanging(record: BaseRecord, ...fields: readonly string[]): boolean {
  const before = rowBefore(record);
  return !before || fields.some((field) => before[field] !== (record as unknown as Row)[field]);
}

class ChangedMeanwhile extends DomainError {
  constructor(readonly recordId: string, details: Row) {
    const label = { zh: '有人先改了这条记录；您填的内容还在，请对照后再保存', en: 'Somebody changed this record first; what you typed is kept, compare and save again' };
    super('CONFLICT', label, details);
  }
}

/** Two people with the same record open: the second is told who was first, and nothing is overwritten. */
export function expectVersion(record: BaseRecord, version: number): void {
  if (record.version !== version) throw new ChangedMeanwhile(record.id, { current: record.version, at: record.updatedAt });
}

/** Asked of the trail, after the transaction of the second has let go of the record. */
async function whoWasFirst({ db }: ServiceContext, error: ChangedMeanwhile): Promise<DomainError> {
  const latest = (await db.selectFrom('audit').select('actor_name').where('record_id', '=', error.recordId).orderBy('at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()) as Row | undefined;
  return new DomainError(error.code, error.label, { ...error.details, by: latest?.actor_name ?? null });
}

/** Index `unit_unique_name` says which field must be unique. */
function taken(error: { readonly constraint?: string }): DomainError {
  const { constraint = '' } = error;
  const column = /_unique_(.+)$/.exec(constraint)?.[1] ?? constraint;
  const path = column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  return invalidInput([{ path, message: { zh: '已有相同的记录，请先查找再登记', en: 'The same is there already; search before you enter it' } }]);
}
