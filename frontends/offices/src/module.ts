import { officesRegisters } from '@moduan/schema/offices/registers';
import { defineDepartment } from '@moduan/ui';
import { registerRoutes } from '@moduan/ui/data';

export default defineDepartment({ contract: 1, name: 'offices', routes: registerRoutes(officesRegisters) });
