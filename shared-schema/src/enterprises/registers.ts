import { departmentRuleRegister } from './department-rule';
import { insuranceRegister } from './insurance';
import { licenceCapRegister } from './licence-cap';
import { licenceRegister } from './licence';
import { operatorRegister } from './operator';
import { postDutyRegister } from './post-duty';
import { premisesRegister } from './premises';
import { riskPointRegister } from './risk-point';
import { starChangeRegister } from './star-change';
import { stockLimitRegister } from './stock-limit';
import { supervisionRegister } from './supervision';
import { enterprisesOperations, enterprisesRefusedAttempts } from './trail';
import { trainedSellerRegister } from './trained-seller';
import { transferDemandRegister } from './transfer-demand';
import { transferRequestRegister } from './transfer-request';

/** Registers of the department, in the order of its menu. */
export const enterprisesRegisters = [
  premisesRegister, operatorRegister, transferRequestRegister, transferDemandRegister,
  licenceRegister, licenceCapRegister, stockLimitRegister, trainedSellerRegister, insuranceRegister, riskPointRegister, postDutyRegister,
  starChangeRegister, supervisionRegister, departmentRuleRegister, enterprisesOperations, enterprisesRefusedAttempts,
] as const;
