import { authorizeIn, getForUpdate, requireActive, unitOfWork, type ServiceContext } from '@moduan/kernel';
import { dropSecondFactor } from '../second-factor/set-up-second-factor';
import { endSessions } from '../session/end-sessions';
import { accounts } from './account.entity';
import { endOtherWays } from './end-other-ways';

/** The phone is lost: the holder signs in with the password alone and sets up another, when a post asks for it. */
export const resetSecondFactor = (context: ServiceContext, id: string) =>
  unitOfWork(context, { action: 'account.reset-second-factor', thing: accounts }, async (work) => {
    const account = await getForUpdate(work, context, accounts, id);
    await authorizeIn(work.db, context, accounts, 'resetSecondFactor', account);
    requireActive(account);
    await dropSecondFactor(work.db, account.id);
    await endSessions(work.db, { accountId: account.id }, 'SECOND_FACTOR_RESET');
    const changes = await endOtherWays(work.db, account.id, '重置双因素登录');
    work.note({ action: 'account.reset-second-factor', permission: 'account.administer', placed: { areaCode: account.areaCode }, recordId: account.id, changes });
    return account;
  });
