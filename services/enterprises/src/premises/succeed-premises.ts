import type { Label } from '@moduan/schema';
import { checkField } from '@moduan/schema/checks';
import { findManyForUpdate, forbidden, invalidInput, reasonFault, unitOfWorkOnMany, type ServiceContext } from '@moduan/kernel';
import { premisesRegister } from '@moduan/schema/enterprises/premises';
import type { Refusal } from './place-premises';
import { premises, type Premises } from './premises.entity';

/** At most this many premises end at once. */
export const SUCCEEDED_AT_ONCE = 200;

export interface SucceedInput {
  readonly ids: readonly string[];
  readonly successorId: string;
  readonly on: string;
  readonly reason: string;
  readonly clientMutationId?: string;
}

export interface Succession {
  readonly succeeded: readonly Premises[];
  readonly refused: readonly Refusal[];
}

/**
 * Several premises end and one carries on. Nothing is taken over: that would be a merge. Who has ended can neither be
 * succeeded nor succeed, so no way leads back from a successor to itself.
 */
export async function succeedPremises(context: ServiceContext, input: SucceedInput): Promise<Succession> {
  const refused: Refusal[] = [];
  const attempt = { action: 'premises.succeed', thing: premises, input, reason: input.reason.trim() };
  const succeeded = await unitOfWorkOnMany(context, attempt, async (work) => {
    requireSound(input);
    const successorId = input.successorId.toLowerCase();
    const ids = [...new Set(input.ids.map((id) => id.toLowerCase()))];
    const records = await findManyForUpdate(work, context, premises, [...ids, successorId]);
    const successor = records.find(({ id }) => id === successorId);
    if (!successor || successor.endedAt) throw invalidInput([{ path: 'successorId', message: { zh: '没有这家承接者，或已终止', en: 'No such successor, or it has ended' } }]);
    if (!premises.policy.succeed!(context.actor, successor)) throw forbidden('succeed');
    const known = new Map(records.map((record) => [record.id, record]));
    return ids.flatMap((id) => {
      const record = known.get(id);
      const message = refusalOf(context, record);
      if (message) refused.push({ id, name: record?.name ?? null, message });
      return record && !message ? [ended(record, successorId, input)] : [];
    });
  });
  return { succeeded, refused };
}

function requireSound({ ids, successorId, on, reason }: SucceedInput): void {
  const day = checkField({ ...premisesRegister.fields.succeededOn, required: true }, on);
  const fault = reasonFault(reason, true);
  const faults = [
    ...(ids.length < 1 || ids.length > SUCCEEDED_AT_ONCE ? [{ path: 'ids', message: { zh: `请选 1–${SUCCEEDED_AT_ONCE} 家`, en: `Choose 1 to ${SUCCEEDED_AT_ONCE} premises` } }] : []),
    ...(ids.some((id) => id.toLowerCase() === successorId.toLowerCase()) ? [{ path: 'successorId', message: { zh: '承接者不能是被承接的一家', en: 'Premises can not carry on themselves' } }] : []),
    ...(day ? [{ path: 'on', message: day }] : []),
    ...(fault ? [fault] : []),
  ];
  if (faults.length) throw invalidInput(faults);
}

function refusalOf(context: ServiceContext, record: Premises | undefined): Label | undefined {
  if (!record) return { zh: '没有这家企业或商铺，或不在您的辖区', en: 'No such premises, or it is outside your area' };
  if (record.endedAt) return { zh: '已终止', en: 'It has ended' };
  return premises.policy.succeed!(context.actor, record) ? undefined : { zh: '您的岗位不能登记它的承接', en: 'Your post may not enter its successor' };
}

const ended = (record: Premises, successorId: string, { on, reason }: SucceedInput): Premises => {
  const now = new Date();
  return Object.assign(record, { successorId, succeededOn: on, endedAt: now, endReason: reason.trim(), updatedAt: now });
};
