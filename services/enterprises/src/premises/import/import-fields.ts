import type { Fields } from '@moduan/schema';
import { operatorRegister } from '@moduan/schema/enterprises/operator';
import { premisesRegister } from '@moduan/schema/enterprises/premises';

const premisesFields = Object.fromEntries(Object.entries(premisesRegister.fields).filter(([, field]) => !('derived' in field)));
const { areaCode } = premisesRegister.fields;

/** Fields of the operator that ledgers carry beside those of the premises. */
export const operatorFields: Fields = {
  enterpriseType: operatorRegister.fields.enterpriseType,
  legalRepresentative: operatorRegister.fields.legalRepresentative,
  registeredOn: operatorRegister.fields.registeredOn,
  registeredCapital: operatorRegister.fields.registeredCapital,
  businessScope: operatorRegister.fields.businessScope,
};

/** What a ledger of premises may carry. The area may be a code or a name; what is missing is proposed from the address. */
export const importFields: Fields = {
  ...premisesFields,
  areaCode: { ...areaCode, kind: 'text', max: 80, fixed: false },
  ...operatorFields,
};

/** Columns of such ledgers that say nothing that the address does not say. */
export const passedOver = ['所在省份', '省份', '地区', '所在城市', '城市', '序号', '备注', '行业门类', '行业大类', '监管主体', '监管星级', '落位', '地址旧地名'];
