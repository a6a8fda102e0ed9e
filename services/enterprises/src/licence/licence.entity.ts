import { byArea, recordOf, thing } from '@moduan/kernel';
import { licenceRegister } from '@moduan/schema/enterprises/licence';
import { takeAreaOfPremises } from './take-area';

export class Licence extends recordOf(licenceRegister) {}

export const licences = thing(Licence, licenceRegister, {
  scope: byArea('area_code', { lines: 'line_of_work', premises: 'premises_id' }),
  policy: { create: (actor) => actor.may('licence.create') },
  prepare: takeAreaOfPremises,
  verify: ({ validFrom, validUntil }) =>
    validFrom && validUntil && validUntil < validFrom
      ? [{ path: 'validUntil', message: { zh: '有效期止应不早于有效期起', en: 'Validity can not end before it begins' } }]
      : [],
});
