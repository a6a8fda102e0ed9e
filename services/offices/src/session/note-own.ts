import { Actor, RequestContext, ServiceContext, writeAudit, type Database } from '@moduan/kernel';
import type { OpenSession } from './require-session';

/** What every use case of a holder is asked with. */
export interface Asked {
  readonly token: string;
  readonly address: string;
  readonly requestId: string;
}

const nobodyHears = async () => {
  throw new Error('what a holder does with their own account is told to no other domain');
};

/** An entry in the history of the account: what its holder did with it. */
export async function noteOwn(database: Database, db: Database['db'], { accountId, name, unitName, personId, areaCode }: Pick<OpenSession, 'accountId' | 'name' | 'unitName' | 'personId' | 'areaCode'>, asked: Asked, action: string, recordId: string = accountId): Promise<void> {
  const actor = Actor.of({ id: accountId, name, unitName, personId }, [], areaCode);
  const context = new ServiceContext(new RequestContext(actor, asked.requestId, asked.address), database, nobodyHears, []);
  await writeAudit(db, context, [{ action, recordId, changes: [] }]);
}
