import { followAreas, trailThings, type ServiceDefinition } from '@moduan/kernel';
import { enterprisesOperations, enterprisesRefusedAttempts } from '@moduan/schema/enterprises/trail';
import { migrations } from '../migrations';
import { copies } from './copies/copies';
import { licences } from './licence/licence.entity';
import { operators } from './operator/operator.entity';
import { premises } from './premises/premises.entity';
import { PremisesResolver } from './premises/premises.resolver';
import { premisesImport } from './premises/import/premises-import';
import { gradingsImport } from './star-change/import-gradings';
import { starChanges } from './star-change/star-change.entity';

/** Enterprises: who does business where, under whose supervision. */
export const enterprises: ServiceDefinition = {
  name: 'enterprises',
  things: [premises, operators, licences, starChanges, ...trailThings(enterprisesOperations, enterprisesRefusedAttempts)],
  resolvers: [PremisesResolver],
  imports: [premisesImport, gradingsImport],
  // A grading keeps the area of its time.
  handlers: [...copies, followAreas([premises, operators, licences])],
  migrations,
};
