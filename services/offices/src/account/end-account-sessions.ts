import { authorizeIn, getForUpdate, unitOfWork, type ServiceContext } from '@moduan/kernel';
import { endSessions } from '../session/end-sessions';
import { logSignIn } from '../sign-in/log-sign-in';
import { accounts } from './account.entity';
import { endOtherWays } from './end-other-ways';

/** Signs a holder out everywhere, their programs too; they may sign in again. */
export const endAccountSessions = (context: ServiceContext, id: string) =>
  unitOfWork(context, { action: 'account.end-sessions', thing: accounts }, async (work) => {
    const account = await getForUpdate(work, context, accounts, id);
    await authorizeIn(work.db, context, accounts, 'endSessions', account);
    const ended = await endSessions(work.db, { accountId: account.id }, 'ENDED_BY_ADMINISTRATOR');
    if (ended) await logSignIn(context.database, work.db, { username: account.username, accountId: account.id, outcome: 'ENDED_BY_ADMINISTRATOR', address: context.request.address, means: 'SESSION' });
    const changes = await endOtherWays(work.db, account.id, '管理员退出全部登录');
    work.note({ action: 'account.end-sessions', permission: 'account.administer', placed: { areaCode: account.areaCode }, recordId: account.id, changes });
    return account;
  });
