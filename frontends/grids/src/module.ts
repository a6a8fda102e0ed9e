import { gridsRegisters } from '@moduan/schema/grids/registers';
import { defineDepartment } from '@moduan/ui';
import { registerRoutes } from '@moduan/ui/data';
import { gridStaffScreen } from './grid-staff/grid-staff.screen';
import { gridScreen } from './grid/grid.screen';

export default defineDepartment({ contract: 1, name: 'grids', routes: registerRoutes([...gridsRegisters, gridScreen, gridStaffScreen]) });
