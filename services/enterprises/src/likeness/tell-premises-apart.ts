import { unitOfWork, type ServiceContext } from '@moduan/kernel';
import { premises, type Premises } from '../premises/premises.entity';
import { bothPremises } from './both-premises';
import type { TellPremisesApartInput } from './premises-likeness';

/** A person has looked at two records and found two premises: kept, so that nobody is asked again. */
export const tellPremisesApart = (context: ServiceContext, input: TellPremisesApartInput): Promise<Premises> =>
  unitOfWork(context, { action: 'premises.tell-apart', thing: premises, input, reason: input.reason }, async (work) => {
    const [one, other] = await bothPremises(work, context, input);
    const [first, second] = [one.id, other.id].sort() as [string, string];
    const reason = input.reason.trim();
    const author = { told_at: new Date(), told_by: context.actor.id, told_by_name: context.actor.name };
    await work.db.insertInto('told_apart').values({ one_id: first, other_id: second, reason, ...author }).onConflict((on) => on.columns(['one_id', 'other_id']).doNothing()).execute();
    for (const [record, from] of [[one, other], [other, one]] as const)
      work.note({ action: 'premises.tell-apart', permission: 'premises.merge', recordId: record.id, reason, placed: record, changes: [{ field: 'toldApartFrom', from: null, to: from.name }] });
    return one;
  });
