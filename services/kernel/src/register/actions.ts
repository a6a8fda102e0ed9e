import { holdsMany, type Fields } from '@moduan/schema';
import type { Row } from '../database/tables';
import { uuidv7 } from '../entity/id';
import type { AnyThing, BaseRecord } from '../entity/thing';
import { invalidInput } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';
import { nextState } from '../lifecycle/lifecycle';
import { registerLifecycle, type RegisterAction } from '../lifecycle/register.lifecycle';
import { authorize } from '../policy/policy';
import { authorizeIn } from '../policy/authorize-in';
import { asRead } from '../reading/readable';
import { expectVersion, getForUpdate, unitOfWork } from '../unit-of-work/unit-of-work';
import { requireReason } from './reason';
import { requireReferences } from './references';
import { requireValid, stored } from './values';

type Input = Readonly<Row> & { readonly clientMutationId?: string | null };

const stateOf = (record: BaseRecord) => (record.endedAt ? 'ENDED' : 'ACTIVE');
const step = (record: BaseRecord, action: RegisterAction) => nextState(registerLifecycle, stateOf(record), action);

/** An ended record is changed by no action at all. */
export const requireActive = (record: BaseRecord): void => void step(record, 'amend');

/** Whether a record is just being entered: from then on its moments are two. */
export const isFresh = (record: BaseRecord): boolean => record.createdAt === record.updatedAt;

/** A new record with its author; not yet in the database. */
export function draft(thing: AnyThing, context: ServiceContext, values: Row): BaseRecord {
  const record = Object.assign(new thing.class(), beginning(thing, context, values));
  return Object.assign(record, thing.derive?.(record));
}

/** The same for one of many, written in sets: no unit of work knows it, so that nothing notes its changes. */
export function draftOfMany(thing: AnyThing, context: ServiceContext, values: Row): BaseRecord {
  const record = asRead<BaseRecord>(thing, beginning(thing, context, values));
  return Object.assign(record, thing.derive?.(record));
}

function beginning(thing: AnyThing, { actor }: ServiceContext, values: Row): Row {
  const now = new Date();
  const author = { createdBy: actor.id, createdByName: actor.name };
  return { ...emptyOf(thing), ...values, id: uuidv7(), version: 1, createdAt: now, updatedAt: now, ...author, endedAt: null, endReason: null };
}

const empty = new WeakMap<AnyThing, Row>();

function emptyOf(thing: AnyThing): Row {
  let its = empty.get(thing);
  if (!its) {
    const fields = Object.entries(thing.register.fields as Fields).filter(([, field]) => field.kind !== 'secret');
    empty.set(thing, (its = Object.fromEntries(fields.map(([name, field]) => [name, holdsMany(field) ? Object.freeze([]) : null]))));
  }
  return its;
}

function verify(thing: AnyThing, record: BaseRecord, context: ServiceContext): void {
  const faults = thing.verify?.(record, context.actor) ?? [];
  if (faults.length) throw invalidInput(faults);
}

export const createRecord = (context: ServiceContext, thing: AnyThing, input: Input) =>
  unitOfWork(context, { action: `${thing.register.noun}.create`, thing, input }, async ({ em, db }) => {
    requireValid(thing.register.fields, input, false);
    await requireReferences(db, context, thing, input);
    const record = draft(thing, context, stored(thing.register.fields, input, context.database.secrets));
    await authorizeIn(db, context, thing, 'create', record);
    verify(thing, record, context);
    await thing.prepare?.(db, [record], context);
    em.persist(record);
    return record;
  });

export const amendRecord = (context: ServiceContext, thing: AnyThing, input: Input & { id: string; version: number }) =>
  unitOfWork(context, { action: `${thing.register.noun}.amend`, thing, input }, async (work) => {
    const record = await getForUpdate(work, context, thing, input.id);
    await authorizeIn(work.db, context, thing, 'amend', record);
    step(record, 'amend');
    expectVersion(record, input.version);
    requireValid(thing.register.fields, input, true);
    await requireReferences(work.db, context, thing, input, record as unknown as Row);
    Object.assign(record, stored(thing.register.fields, input, context.database.secrets), { updatedAt: new Date() });
    Object.assign(record, thing.derive?.(record));
    authorize(thing.policy, context.actor, 'amend', record);
    verify(thing, record, context);
    await thing.prepare?.(work.db, [record], context);
    return record;
  });

export const endRecord = (context: ServiceContext, thing: AnyThing, input: Input & { id: string; version: number; reason: string }) =>
  unitOfWork(context, { action: `${thing.register.noun}.end`, thing, input, reason: input.reason }, async (work) => {
    const record = await getForUpdate(work, context, thing, input.id);
    await authorizeIn(work.db, context, thing, 'end', record);
    step(record, 'end');
    expectVersion(record, input.version);
    const endReason = requireReason(input.reason);
    requireValid(thing.register.endFields ?? {}, input, false);
    await thing.ending?.(work, record, input, context);
    return Object.assign(record, { endedAt: new Date(), endReason, updatedAt: new Date() });
  });
