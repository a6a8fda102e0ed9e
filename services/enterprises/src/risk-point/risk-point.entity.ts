import { recordOf } from '@moduan/kernel';
import { riskPointRegister } from '@moduan/schema/enterprises/risk-point';
import { belongingOfPremises } from '../belonging/belonging-of-premises';

export class RiskPoint extends recordOf(riskPointRegister) {}

export const riskPoints = belongingOfPremises(RiskPoint, riskPointRegister);
