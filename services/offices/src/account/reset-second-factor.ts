import { authorizeIn, getForUpdate, requireActive, unitOfWork, type ServiceContext } from '@moduan/kernel';
import { dropSecondFactor } from '../second-factor/set-up-second-factor';
import { endSessions } from '../session/end-sessions';
import { accounts } from './account.entity';

/** The phone is lost: the holder signs in with the password alone and sets up another, when a post asks for it. */
export const resetSecondFactor = (context: ServiceContext, id: string) =>
  unitOfWork(context, { action: 'account.reset-second-factor', thing: accounts }, async (work) => {
    const account = await getForUpdate(work, context, accounts, id);
    await authorizeIn(work.db, context, accounts, 'resetSecondFactor', account);
    requireActive(account);
    await dropSecondFactor(work.db, account.id);
    await endSessions(work.db, { accountId: account.id }, 'SECOND_FACTOR_RESET');
    work.note({ action: 'account.reset-second-factor', recordId: account.id, changes: [] });
    return account;
  });
