import type { Actor } from '../actor/actor';
import { within, type Placed } from '../actor/jurisdiction';
import { forbidden } from '../errors/domain-error';

export type Rule<T> = (actor: Actor, record: T) => boolean;

/** One rule per action: where the actions are a type, one without its rule does not compile; a thing refuses to be made without it. */
export type Policy<Action extends string, T> = Readonly<Record<Action, Rule<T>>>;

/** The record inside the area of a post that has the permission: the rule of most actions. */
export const mayInArea =
  (permission: string): Rule<Placed> =>
  (actor, record) =>
    within(actor.reach(permission), record);

/**
 * Who records does not approve: the rule holds for nobody on what they entered themselves, and a deputy does not use it in
 * the name of a principal on what that principal entered. `author` gives the account that a record was entered under.
 */
export const notBy =
  <T>(rule: Rule<T>, author: (record: T) => string | null): Rule<T> =>
  (actor, record) => {
    const by = author(record);
    if (by === actor.id) return false;
    const open = [null, ...actor.principals.filter(({ accountIds }) => by === null || !accountIds.includes(by))];
    return open.some((principal) => rule(actor.as(principal), record));
  };

export function authorize<A extends string, T>(policy: Policy<A, T>, actor: Actor, action: NoInfer<A>, record: T): void {
  if (!policy[action](actor, record)) throw forbidden(action);
}
