import { premisesRegister } from '@moduan/schema/enterprises/premises';
import type { RegisterScreen } from '@moduan/ui';
import PremisesRelations from './premises-relations.vue';

/** Premises, first of all those that stand in no grid: the unassigned list must be there and be empty. */
export const premisesScreen: RegisterScreen = {
  register: premisesRegister,
  views: [
    { key: 'unassigned', label: { zh: '未入网格', en: 'No grid' }, icon: 'warn', matches: { placed: { anyOf: ['CITY', 'TOWN', 'VILLAGE'] } } },
    { key: 'no-town', label: { zh: '未定镇', en: 'No town' }, icon: 'area', matches: { placed: { anyOf: ['CITY'] } } },
    { key: 'office', label: { zh: '三星以上', en: 'Three stars and more' }, matches: { stars: { from: '3' } } },
  ],
  relations: PremisesRelations,
};
