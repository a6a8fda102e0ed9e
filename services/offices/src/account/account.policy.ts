import { inJurisdiction, type Placed, type Rule } from '@moduan/kernel';

/** Accounts are opened, ended and given passwords by administrators of the area, and by nobody else. */
export const administers: Rule<Placed> = (actor, account) => actor.may('account.administer') && inJurisdiction(actor, account);
