import { recordOf } from '@moduan/kernel';
import { postDutyRegister } from '@moduan/schema/enterprises/post-duty';
import { belongingOfPremises } from '../belonging/belonging-of-premises';

export class PostDuty extends recordOf(postDutyRegister) {}

export const postDuties = belongingOfPremises(PostDuty, postDutyRegister);
