import { authorizeIn, getForUpdate, invalidInput, requireActive, unitOfWork, type ServiceContext } from '@moduan/kernel';
import { findRules } from '../setting/find-rules';
import { accounts } from './account.entity';
import { endOtherWays } from './end-other-ways';
import { keepFirst } from './keep-first';
import { hashPassword, passwordFault } from './password';

/** Gives an account a first password, which its holder changes at the next sign-in; the holder's sessions end. */
export const setPassword = (context: ServiceContext, input: { id: string; password: string }) =>
  unitOfWork(context, { action: 'account.set-password', thing: accounts }, async (work) => {
    const account = await getForUpdate(work, context, accounts, input.id);
    await authorizeIn(work.db, context, accounts, 'setPassword', account);
    requireActive(account);
    const rules = await findRules(work.db);
    const message = passwordFault(input.password, rules, account.username);
    if (message) throw invalidInput([{ path: 'password', message }]);
    const kept = await keepFirst(work.db, account, await hashPassword(input.password), rules);
    const changes = await endOtherWays(work.db, account.id, '设置初始密码');
    work.note({ action: 'account.set-password', permission: 'account.administer', placed: { areaCode: account.areaCode }, recordId: account.id, changes });
    return kept;
  });
