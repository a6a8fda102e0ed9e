import { recordOf } from '@moduan/kernel';
import { trainedSellerRegister } from '@moduan/schema/enterprises/trained-seller';
import { belongingOfPremises } from '../belonging/belonging-of-premises';

export class TrainedSeller extends recordOf(trainedSellerRegister) {}

export const trainedSellers = belongingOfPremises(TrainedSeller, trainedSellerRegister);
