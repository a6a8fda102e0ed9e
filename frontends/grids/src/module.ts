import { gridsRegisters } from '@moduan/schema/grids/registers';
import { defineDepartment } from '@moduan/ui';
import { registerRoutes } from '@moduan/ui/data';

export default defineDepartment({ contract: 1, name: 'grids', routes: registerRoutes(gridsRegisters) });
