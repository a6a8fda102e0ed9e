import { settingRegister } from '@moduan/schema/offices/setting';
import type { RegisterScreen } from '@moduan/ui';
import SettingRelations from './setting-relations.vue';

/** The rules of accounts, with the way back to the set-up of the city. */
export const settingScreen: RegisterScreen = { register: settingRegister, relations: SettingRelations };
