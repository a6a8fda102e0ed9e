import { mayInArea } from '@moduan/kernel';

/** Accounts are opened, ended and given passwords by administrators of the area, and by nobody else. */
export const administers = mayInArea('account.administer');
