import { columnsOf, expectVersion, invalidInput, isChanging, unitOfWork, type Row, type ServiceContext } from '@moduan/kernel';
import { premisesRegister } from '@moduan/schema/enterprises/premises';

import type { Field } from '@moduan/schema';
import { moveBelongings } from '../belonging/move-belongings';
import { premises, type Premises } from '../premises/premises.entity';
import { preparePremises } from '../premises/prepare-premises';
import { bothPremises } from './both-premises';
import type { MergePremisesInput } from './premises-likeness';

const fields: Readonly<Record<string, Field>> = premisesRegister.fields;
const isTakable = (name: string): boolean => Object.hasOwn(fields, name) && !fields[name]!.derived;

/**
 * Two records of one premises become one. The kept one takes the values that the person chose; what belongs to the other moves
 * over; the other ends, says where it went, and keeps its own history.
 */
export const mergePremises = (context: ServiceContext, input: MergePremisesInput): Promise<Premises> =>
  unitOfWork(context, { action: 'premises.merge', thing: premises, input, reason: input.reason }, async (work) => {
    requireTakable(input.take);
    const [kept, other] = await bothPremises(work, context, input);
    expectVersion(kept, input.version);
    expectVersion(other, input.otherVersion);
    const now = new Date();
    takeValues(kept, other, input.take);
    Object.assign(kept, { updatedAt: now });
    Object.assign(kept, premises.derive?.(kept));
    // Looked up while the other still stands under its code.
    if (isChanging(kept, 'creditCode', 'address', 'areaCode', 'lineOfWork', 'kind', 'tags')) await preparePremises(work.db, [kept], context);
    const reason = input.reason.trim();
    await moveBelongings(context, work.db, other.id, kept, reason);
    Object.assign(other, { endedAt: now, endReason: reason, mergedIntoId: kept.id, updatedAt: now });
    work.note({ action: 'premises.merge', recordId: kept.id, reason, placed: kept, changes: [{ field: 'mergedFrom', from: null, to: other.name }] });
    return kept;
  });

function requireTakable(take: readonly string[]): void {
  const wrong = take.filter((name) => !isTakable(name));
  if (wrong.length) throw invalidInput([{ path: 'take', message: { zh: `不能取用的内容：${wrong.join('、')}`, en: `These can not be taken: ${wrong.join(', ')}` } }]);
}

/** A secret goes over sealed, with its hash and its mask. */
function takeValues(kept: Premises, other: Premises, take: readonly string[]): void {
  const [into, from] = [kept as unknown as Row, other as unknown as Row];
  for (const name of take) for (const { property } of columnsOf(name, fields[name]!)) into[property] = from[property];
}
