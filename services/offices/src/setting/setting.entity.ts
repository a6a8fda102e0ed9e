import { recordOf, thing } from '@moduan/kernel';
import { settingRegister } from '@moduan/schema/offices/setting';
import { keepsSettings } from './setting.policy';

export class Setting extends recordOf(settingRegister) {}

/** Read by whoever has the permission anywhere: there is one record, and it holds for all. */
export const settings = thing(Setting, settingRegister, {
  scope: { open: false, test: (eb, reach) => eb.lit(reach.length > 0), heard: { columns: [], holds: (_row, reach) => reach.length > 0 } },
  policy: { amend: keepsSettings },
  verify: ({ sessionIdleHours, sessionMaxHours }) =>
    sessionIdleHours > sessionMaxHours
      ? [{ path: 'sessionIdleHours', message: { zh: '闲置退出不应长于最长在线', en: 'Idle time can not be longer than the whole session' } }]
      : [],
});
