import { enterprisesRegisters } from '@moduan/schema/enterprises/registers';
import { defineDepartment } from '@moduan/ui';
import { registerRoutes } from '@moduan/ui/data';

export default defineDepartment({ contract: 1, name: 'enterprises', routes: registerRoutes(enterprisesRegisters) });
