import { authorizeIn, getForUpdate, invalidInput, requireActive, unitOfWork, type ServiceContext } from '@moduan/kernel';
import { endSessions } from '../session/end-sessions';
import { forgetAttempts } from '../session/take-attempt';
import { findRules } from '../setting/find-rules';
import { accounts } from './account.entity';
import { endOtherWays } from './end-other-ways';
import { hashPassword, passwordFault } from './password';

/** Gives an account a first password, which its holder changes at the next sign-in; the holder's sessions end. */
export const setPassword = (context: ServiceContext, input: { id: string; password: string }) =>
  unitOfWork(context, { action: 'account.set-password', thing: accounts }, async (work) => {
    const account = await getForUpdate(work, context, accounts, input.id);
    await authorizeIn(work.db, context, accounts, 'setPassword', account);
    requireActive(account);
    const message = passwordFault(input.password, await findRules(work.db), account.username);
    if (message) throw invalidInput([{ path: 'password', message }]);
    const credential = { password_hash: await hashPassword(input.password), changed_at: new Date(), first: true };
    await work.db
      .insertInto('credential')
      .values({ account_id: account.id, ...credential })
      .onConflict((on) => on.column('account_id').doUpdateSet(credential))
      .execute();
    await endSessions(work.db, { accountId: account.id }, 'PASSWORD_SET');
    await forgetAttempts(work.db, account.username);
    const changes = await endOtherWays(work.db, account.id, '设置初始密码');
    work.note({ action: 'account.set-password', permission: 'account.administer', placed: { areaCode: account.areaCode }, recordId: account.id, changes });
    return account;
  });
