import { mayInArea, type Actor, type Placed } from '@moduan/kernel';

/** Accounts are opened, ended and given passwords by administrators of the area, and by nobody else. */
export const administers = mayInArea('account.administer');

/** A way into an account is given to others: one's own goes through "my account", that of a principal is theirs, whoever stands in for them. */
export const givesWayIn = (actor: Actor, account: Placed & { readonly personId: string }): boolean =>
  administers(actor, account) && !actor.isConcernedBy(account.personId) && actor.principals.every(({ personId }) => personId !== account.personId);
