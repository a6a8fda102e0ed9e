import { recordOf } from '@moduan/kernel';
import { licenceRegister } from '@moduan/schema/enterprises/licence';
import { belongingOfPremises } from '../belonging/belonging-of-premises';
import { validInOrder } from '../belonging/valid-in-order';
import { requireRoom } from '../licence-cap/require-room';

export class Licence extends recordOf(licenceRegister) {}

export const licences = belongingOfPremises(Licence, licenceRegister, { verify: validInOrder, prepare: requireRoom });
