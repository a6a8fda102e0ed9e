import { followAreas, trailThings, type ServiceDefinition } from '@moduan/kernel';
import { enterprisesOperations, enterprisesRefusedAttempts } from '@moduan/schema/enterprises/trail';
import { migrations } from '../migrations';
import { copies } from './copies/copies';
import { departmentRules } from './department-rule/department-rule.entity';
import { ResponsibleSideResolver } from './department-rule/responsible-side';
import { insurances } from './insurance/insurance.entity';
import { LikenessResolver } from './likeness/likeness.resolver';
import { licenceCaps } from './licence-cap/licence-cap.entity';
import { licences } from './licence/licence.entity';
import { PremisesMapResolver } from './map/premises-map.resolver';
import { operators } from './operator/operator.entity';
import { postDuties } from './post-duty/post-duty.entity';
import { premises } from './premises/premises.entity';
import { PremisesResolver } from './premises/premises.resolver';
import { premisesImport } from './premises/import/premises-import';
import { gradingsImport } from './star-change/import-gradings';
import { riskPoints } from './risk-point/risk-point.entity';
import { starChanges } from './star-change/star-change.entity';
import { stockLimits } from './stock-limit/stock-limit.entity';
import { supervisions } from './supervision/supervision.entity';
import { trainedSellers } from './trained-seller/trained-seller.entity';
import { transferDemands } from './transfer-request/transfer-demand.entity';
import { transferRequests } from './transfer-request/transfer-request.entity';
import { TransferRequestResolver } from './transfer-request/transfer-request.resolver';

/** Enterprises: who does business where, under whose supervision. */
export const enterprises: ServiceDefinition = {
  name: 'enterprises',
  things: [
    premises, operators, transferRequests, transferDemands,
    licences, licenceCaps, stockLimits, trainedSellers, insurances, riskPoints, postDuties,
    starChanges, supervisions, departmentRules, ...trailThings(enterprisesOperations, enterprisesRefusedAttempts),
  ],
  resolvers: [PremisesResolver, PremisesMapResolver, LikenessResolver, ResponsibleSideResolver, TransferRequestResolver],
  imports: [premisesImport, gradingsImport],
  // A grading keeps the area of its time; a cap of an area that went is set anew, and what it asked for is asked anew.
  handlers: [...copies, followAreas([premises, operators, licences, stockLimits, trainedSellers, insurances, riskPoints, postDuties, supervisions, departmentRules, transferDemands])],
  migrations,
};
