import type { Actor } from '../actor/actor';
import type { AnyThing, BaseRecord } from '../entity/thing';
import { actionsFrom } from '../lifecycle/lifecycle';
import { registerLifecycle } from '../lifecycle/register.lifecycle';

const constant = (action: string) => action.replace(/[-.]/g, '_').replace(/([A-Z])/g, '_$1').toUpperCase();

/** What the caller may do with the record now: what its state allows and its policy grants. */
export function allowedActions(thing: AnyThing, actor: Actor, record: BaseRecord): string[] {
  const offered = new Set(thing.register.can as readonly string[]);
  const plain = actionsFrom(registerLifecycle, record.endedAt ? 'ENDED' : 'ACTIVE').filter((action) => offered.has(action));
  const further = record.endedAt ? [] : thing.actions;
  return [...plain, ...further].filter((action) => thing.policy[action]?.(actor, record)).map(constant);
}
