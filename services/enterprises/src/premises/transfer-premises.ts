import { areaCodeFault } from '@moduan/schema/codes';
import { authorize, expectVersion, forbidden, getForUpdate, inJurisdiction, invalidInput, unitOfWork, type ServiceContext } from '@moduan/kernel';
import { premises } from './premises.entity';

export interface TransferInput {
  readonly id: string;
  readonly version: number;
  readonly areaCode: string;
  readonly reason: string;
  readonly clientMutationId?: string;
}

/** Moves premises to a town, village or grid of the caller's area; its licences move with it. */
export const transferPremises = (context: ServiceContext, input: TransferInput) =>
  unitOfWork(context, { action: 'premises.transfer', thing: premises, input, reason: input.reason }, async (work) => {
    const record = await getForUpdate(work, context, premises, input.id);
    authorize(premises.policy, context.actor, 'transfer', record);
    expectVersion(record, input.version);
    const fault = areaCodeFault(input.areaCode) ?? (await unknownArea(context, input.areaCode));
    if (fault) throw invalidInput([{ path: 'areaCode', message: fault }]);
    if (!inJurisdiction(context.actor, { areaCode: input.areaCode, lineOfWork: record.lineOfWork, premisesId: record.id })) throw forbidden('transfer');
    Object.assign(record, { areaCode: input.areaCode, updatedAt: new Date() });
    Object.assign(record, premises.derive?.(record));
    await work.db.updateTable('licence').set({ area_code: input.areaCode }).where('premises_id', '=', record.id).execute();
    return record;
  });

async function unknownArea(context: ServiceContext, code: string) {
  const [table, column] = code.length === 15 ? ['grid_copy', 'area_code'] : ['area_copy', 'code'];
  const known = await context.db.selectFrom(table).select('id').where(column as never, '=', code as never).where('ended_at', 'is', null).executeTakeFirst();
  return known ? undefined : { zh: '没有这个区域或网格', en: 'No such area or grid' };
}
