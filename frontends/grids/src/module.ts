import { gridsRegisters } from '@moduan/schema/grids/registers';
import { defineDepartment } from '@moduan/ui';
import { registerRoutes } from '@moduan/ui/data';
import { areaChangeScreen, areaScreen, reorganisePath } from './area-change/area-change.screen';
import { gridStaffScreen } from './grid-staff/grid-staff.screen';
import { gridScreen, gridsMapPath } from './grid/grid.screen';

const reorganise = { path: reorganisePath, component: () => import('./area-change/reorganise-page.vue'), meta: { title: { zh: '合并或划转区划', en: 'Merge or move areas' } } };
const map = { path: gridsMapPath, component: () => import('./map/grids-map-page.vue'), meta: { title: { zh: '网格地图', en: 'Map of grids' } } };

export default defineDepartment({ contract: 1, name: 'grids', routes: [reorganise, map, ...registerRoutes([...gridsRegisters, gridScreen, gridStaffScreen, areaScreen, areaChangeScreen])] });
