import { gridsRegisters } from '@moduan/schema/grids/registers';
import { defineDepartment } from '@moduan/ui';
import { registerRoutes } from '@moduan/ui/data';
import { areaChangeScreen, areaScreen, reorganisePath } from './area-change/area-change.screen';
import { gridStaffScreen } from './grid-staff/grid-staff.screen';
import { gridScreen } from './grid/grid.screen';

const reorganise = { path: reorganisePath, component: () => import('./area-change/reorganise-page.vue'), meta: { title: { zh: '合并或划转区划', en: 'Merge or move areas' } } };

export default defineDepartment({ contract: 1, name: 'grids', routes: [reorganise, ...registerRoutes([...gridsRegisters, gridScreen, gridStaffScreen, areaScreen, areaChangeScreen])] });
