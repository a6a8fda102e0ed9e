import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables';
import type { AnyThing, BaseRecord, ThingOf } from '../entity/thing';
import { forbidden } from '../errors/domain-error';
import type { ServiceContext } from '../graph/service-context';
import { authorize } from './policy';

/** The rule of the policy, and what the rule has to look up. */
export async function authorizeIn<R extends BaseRecord>(db: Kysely<Tables>, context: ServiceContext, thing: ThingOf<R>, action: string, record: R): Promise<void> {
  authorize((thing as AnyThing).policy, context.actor, action, record);
  if (thing.permits && !(await thing.permits(db, record, context))) throw forbidden(action);
}
