import { invalidInput, recordOf } from '@moduan/kernel';
import { supervisionRegister } from '@moduan/schema/enterprises/supervision';
import { belongingOfPremises } from '../belonging/belonging-of-premises';
import { requireUnits } from './require-units';

export class Supervision extends recordOf(supervisionRegister) {}

/** How many bodies supervise a premises that must have one follows by a trigger of the table. */
export const supervisions = belongingOfPremises(Supervision, supervisionRegister, {
  counts: true,
  prepare: requireUnits,
  ending: async (_work, record, { until }) => {
    if ((until as string) < record.since) throw invalidInput([{ path: 'until', message: { zh: '监管至应不早于监管自', en: 'Supervision can not end before it began' } }]);
    Object.assign(record, { until });
  },
});
