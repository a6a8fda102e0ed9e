import { authorize, findManyForUpdate, invalidInput, notFound, reasonFault, requireActive, type ServiceContext, type Work } from '@moduan/kernel';
import { premises, type Premises } from '../premises/premises.entity';

interface Compared {
  readonly id: string;
  readonly otherId: string;
  readonly reason: string;
}

/** The two records that were compared, locked in one order; both must be active and the caller's to merge. */
export async function bothPremises(work: Work, context: ServiceContext, { id, otherId, reason }: Compared): Promise<[Premises, Premises]> {
  const [mine, theirs] = [id.toLowerCase(), otherId.toLowerCase()];
  const fault = reasonFault(reason, true);
  const faults = [...(mine === theirs ? [{ path: 'otherId', message: { zh: '这是同一条记录', en: 'It is the same record' } }] : []), ...(fault ? [fault] : [])];
  if (faults.length) throw invalidInput(faults);
  const found = await findManyForUpdate(work, context, premises, [mine, theirs]);
  const [one, other] = [mine, theirs].map((each) => found.find((record) => record.id === each));
  if (!one || !other) throw notFound(premises.register.label);
  for (const record of [one, other]) {
    authorize(premises.policy, context.actor, 'merge', record);
    requireActive(record);
  }
  return [one, other];
}
