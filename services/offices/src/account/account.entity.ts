import { byArea, recordOf, thing } from '@moduan/kernel';
import { accountRegister } from '@moduan/schema/offices/account';
import { administers } from './account.policy';
import { holdsPostsInReach } from './holder-posts';

export class Account extends recordOf(accountRegister) {}

export const accounts = thing(Account, accountRegister, {
  scope: byArea('area_code', { lines: 'any' }),
  policy: { create: administers, amend: administers, end: administers, setPassword: administers },
  permits: holdsPostsInReach,
  actions: ['setPassword'],
});
