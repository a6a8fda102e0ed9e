import { recordOf } from '@moduan/kernel';
import { insuranceRegister } from '@moduan/schema/enterprises/insurance';
import { belongingOfPremises } from '../belonging/belonging-of-premises';
import { validInOrder } from '../belonging/valid-in-order';

export class Insurance extends recordOf(insuranceRegister) {}

/** Until when a premises is insured follows by a trigger of the table, whatever way a policy takes into it. */
export const insurances = belongingOfPremises(Insurance, insuranceRegister, {
  counts: true,
  verify: (insurance) => [
    ...validInOrder(insurance),
    ...(insurance.coverFen !== null && !Number.isInteger(insurance.coverFen) ? [{ path: 'coverFen', message: { zh: '保额以分为单位，填整数', en: 'The cover is in whole fen' } }] : []),
  ],
});
