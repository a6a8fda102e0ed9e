import { authorizeIn, getForUpdate, unitOfWork, type ServiceContext } from '@moduan/kernel';
import { hashPassword, requireStrong } from './password';
import { accounts } from './account.entity';

/** Gives an account a password; its holder's sessions end. */
export const setPassword = (context: ServiceContext, input: { id: string; password: string }) =>
  unitOfWork(context, { action: 'account.set-password', thing: accounts }, async (work) => {
    const account = await getForUpdate(work, context, accounts, input.id);
    await authorizeIn(work.db, context, accounts, 'setPassword', account);
    requireStrong(input.password);
    const credential = { password_hash: await hashPassword(input.password), changed_at: new Date() };
    await work.db
      .insertInto('credential')
      .values({ account_id: account.id, ...credential })
      .onConflict((on) => on.column('account_id').doUpdateSet(credential))
      .execute();
    await work.db.updateTable('session').set({ ended_at: new Date() }).where('account_id', '=', account.id).where('ended_at', 'is', null).execute();
    work.note({ action: 'account.set-password', recordId: account.id, changes: [] });
    return account;
  });
