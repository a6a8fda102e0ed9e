import { authorize, draft, expectVersion, getForUpdate, invalidInput, reasonFault, requireActive, unitOfWork, type ServiceContext } from '@moduan/kernel';
import { premises } from '../premises/premises.entity';
import { starChanges } from './star-change.entity';
import { supervisorOf } from './supervisor';

export interface GradeInput {
  readonly id: string;
  readonly version: number;
  readonly stars?: number | null;
  readonly reason: string;
  readonly clientMutationId?: string;
}

/** Enters the stars of an enterprise with the reason; the supervisor follows, and the change stands in a register of its own. */
export const gradePremises = (context: ServiceContext, input: GradeInput) =>
  unitOfWork(context, { action: 'premises.grade', thing: premises, input, reason: input.reason }, async (work) => {
    const record = await getForUpdate(work, context, premises, input.id);
    authorize(premises.policy, context.actor, 'grade', record);
    requireActive(record);
    expectVersion(record, input.version);
    const stars = input.stars ?? null;
    const faults = [
      ...(stars !== null && !(Number.isInteger(stars) && stars >= 1 && stars <= 5) ? [{ path: 'stars', message: { zh: '星级只能是 1–5', en: 'Stars are 1 to 5' } }] : []),
      ...(record.kind !== 'ENTERPRISE' ? [{ path: 'stars', message: { zh: '只有企业评星', en: 'Only enterprises are graded' } }] : []),
      ...[reasonFault(input.reason, true) ?? []].flat(),
    ];
    if (faults.length) throw invalidInput(faults);
    const supervisorAfter = supervisorOf(record.kind, stars);
    const change = { premisesId: record.id, areaCode: record.areaCode, lineOfWork: record.lineOfWork, starsBefore: record.stars, starsAfter: stars, supervisorAfter, reason: input.reason.trim() };
    work.em.persist(draft(starChanges, context, change));
    return Object.assign(record, { stars, supervisor: supervisorAfter, updatedAt: new Date() });
  });
