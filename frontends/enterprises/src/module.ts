import { enterprisesRegisters } from '@moduan/schema/enterprises/registers';
import { defineDepartment } from '@moduan/ui';
import { registerRoutes } from '@moduan/ui/data';
import { premisesScreen } from './premises/premises.screen';

export default defineDepartment({ contract: 1, name: 'enterprises', routes: registerRoutes([...enterprisesRegisters, premisesScreen]) });
