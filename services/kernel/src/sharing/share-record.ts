import { today as day } from '@moduan/schema/codes';
import type { Row } from '../database/tables';
import { isId, uuidv7 } from '../entity/id';
import type { AnyThing, BaseRecord } from '../entity/thing';
import { invalidInput, notFound, type FieldFault } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';
import { authorizeIn } from '../policy/authorize-in';
import { today } from '../database/day';
import { requireActive } from '../register/actions';
import { reasonFault } from '../register/reason';
import { placeOf } from '../unit-of-work/audit';
import { getForUpdate, unitOfWork, type Work } from '../unit-of-work/unit-of-work';
import type { EndShareInput, ShareInput } from './record-share';

const of = (thing: AnyThing) => thing.register.type as string;

/** Opens a record to a unit outside of its area: it is read there while it is shared; changing it stays with its area. */
export const shareRecord = (context: ServiceContext, thing: AnyThing, input: ShareInput): Promise<BaseRecord> =>
  unitOfWork(context, { action: `${thing.register.noun}.share`, thing, input, reason: input.reason }, async (work) => {
    const record = await getForUpdate(work, context, thing, input.id);
    await authorizeIn(work.db, context, thing, 'share', record);
    requireActive(record);
    const faults = await faultsOf(work, thing, record, input);
    if (faults.length) throw invalidInput(faults);
    const [unit_id, reason, ends_on] = [input.unitId.toLowerCase(), input.reason.trim(), input.endsOn ?? null];
    const author = { created_at: new Date(), created_by: context.actor.id, created_by_name: context.actor.name };
    await work.db.insertInto('share').values({ id: uuidv7(), type: of(thing), record_id: record.id, unit_id, starts_on: day(), ends_on, reason, ...author }).execute();
    work.note({ action: `${thing.register.noun}.share`, recordId: record.id, reason, placed: placeOf(record as unknown as Row), about: { thing, record }, changes: [{ field: 'sharedWith', from: null, to: unit_id }, ...(ends_on ? [{ field: 'sharedUntil', from: null, to: ends_on }] : [])] });
    return record;
  });

async function faultsOf({ db }: Work, thing: AnyThing, { id }: BaseRecord, { unitId, endsOn, reason }: ShareInput): Promise<FieldFault[]> {
  const faults: FieldFault[] = [reasonFault(reason, true) ?? []].flat();
  if (endsOn && endsOn < day()) faults.push({ path: 'endsOn', message: { zh: '共享至应不早于今天', en: 'The last day can not have passed' } });
  const unit = isId(unitId) ? await db.selectFrom(thing.shared!.units).select('id').where('id', '=', unitId as never).where('ended_at', 'is', null).executeTakeFirst() : undefined;
  if (!unit) return [...faults, { path: 'unitId', message: { zh: '没有这个机构，或已撤销；刚建立的机构请稍后再试', en: 'No such unit, or it has ended; one that was made just now is known in a moment' } }];
  const open = await db
    .selectFrom('share').select('id')
    .where('record_id', '=', id as never).where('type', '=', of(thing) as never).where('unit_id', '=', unitId as never).where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', today as never)]))
    .executeTakeFirst();
  return open ? [...faults, { path: 'unitId', message: { zh: '已经与这个机构共享', en: 'It is shared with this unit already' } }] : faults;
}

/** Ends a share at once. */
export const endShare = (context: ServiceContext, thing: AnyThing, input: EndShareInput): Promise<BaseRecord> =>
  unitOfWork(context, { action: `${thing.register.noun}.end-share`, thing, input, reason: input.reason }, async (work) => {
    const record = await getForUpdate(work, context, thing, input.id);
    await authorizeIn(work.db, context, thing, 'share', record);
    const fault = reasonFault(input.reason, true);
    if (fault) throw invalidInput([fault]);
    const reason = input.reason.trim();
    const ended = isId(input.shareId)
      ? ((await work.db.updateTable('share').set({ ended_at: new Date(), ended_by_name: context.actor.name, end_reason: reason })
          .where('id', '=', input.shareId as never).where('record_id', '=', record.id as never).where('type', '=', of(thing) as never).where('ended_at', 'is', null)
          .returning('unit_id').executeTakeFirst()) as Row | undefined)
      : undefined;
    if (!ended) throw notFound({ zh: '共享', en: 'shares' });
    work.note({ action: `${thing.register.noun}.end-share`, permission: `${thing.register.noun}.share`, recordId: record.id, reason, placed: placeOf(record as unknown as Row), about: { thing, record }, changes: [{ field: 'sharedWith', from: ended.unit_id as string, to: null }] });
    return record;
  });
