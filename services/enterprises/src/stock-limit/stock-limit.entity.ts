import { recordOf } from '@moduan/kernel';
import { stockLimitRegister } from '@moduan/schema/enterprises/stock-limit';
import { belongingOfPremises } from '../belonging/belonging-of-premises';

export class StockLimit extends recordOf(stockLimitRegister) {}

export const stockLimits = belongingOfPremises(StockLimit, stockLimitRegister, {
  derive: ({ stock, most }) => ({ overLimit: stock === null ? null : stock > most }),
  verify: ({ stock, stockOn }) => (stock !== null && !stockOn ? [{ path: 'stockOn', message: { zh: '填了库存，请写明哪天盘点的', en: 'Say on which day the stock was seen' } }] : []),
});
