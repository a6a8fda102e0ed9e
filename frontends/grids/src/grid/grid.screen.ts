import { gridRegister } from '@moduan/schema/grids/grid';
import type { RegisterScreen } from '@moduan/ui';
import GridRelations from './grid-relations.vue';

export const gridsMapPath = '/grids/grids/map';

const gaps = ['name', 'areaCode', 'staffing', 'leaderName', 'safetyOfficers', 'cadres'];

/** Grids, first of all those in which a post is open: one leader, one safety information officer, two cadres. */
export const gridScreen: RegisterScreen = {
  register: gridRegister,
  views: [
    { key: 'nobody', label: { zh: '无人网格', en: 'Nobody' }, icon: 'warn', matches: { staffing: { anyOf: ['NONE'] } }, columns: gaps },
    { key: 'gaps', label: { zh: '缺员网格', en: 'Short of staff' }, icon: 'warn', matches: { staffing: { anyOf: ['NONE', 'SHORT'] } }, columns: gaps },
    { key: 'over', label: { zh: '超员网格', en: 'Over' }, matches: { staffing: { anyOf: ['OVER'] } }, columns: gaps },
  ],
  links: [{ label: { zh: '地图', en: 'Map' }, path: gridsMapPath, permission: 'grid.read', filtered: true }],
  relations: GridRelations,
};
