import { areaChangeRegister } from '@moduan/schema/grids/area-change';
import { areaRegister } from '@moduan/schema/grids/area';
import type { RegisterScreen } from '@moduan/ui';

export const reorganisePath = '/grids/area-changes/reorganise';
const links = [{ label: { zh: '合并或划转', en: 'Merge or move areas' }, path: reorganisePath, permission: 'area.reorganise' }] as const;

/** What became of every code; new re-organisations begin here. */
export const areaChangeScreen: RegisterScreen = { register: areaChangeRegister, links };
export const areaScreen: RegisterScreen = { register: areaRegister, links };
