import { byArea, recordOf, thing } from '@moduan/kernel';
import { accountRegister } from '@moduan/schema/offices/account';
import { administers, givesWayIn } from './account.policy';
import { holdsPostsInReach } from './holder-posts';
import { keepAreas } from './keep-areas';
import { refuseDemoNames } from './refuse-demo-names';

export class Account extends recordOf(accountRegister) {}

export const accounts = thing(Account, accountRegister, {
  scope: byArea('area_code', { lines: 'any' }),
  policy: { create: administers, amend: administers, end: administers, setPassword: givesWayIn, resetSecondFactor: givesWayIn, endSessions: administers },
  permits: holdsPostsInReach,
  actions: ['setPassword', 'resetSecondFactor', 'endSessions'],
  derive: ({ passwordState }) => ({ passwordState: passwordState ?? 'NONE' }),
  prepare: async (db, records) => {
    await refuseDemoNames(db, records);
    await keepAreas(db, records);
  },
});
