const LONGEST_DAYS = 366;

/** When a token of so many days ends; null when that is no number of days or too many. */
export const expiryOf = (days: number): Date | null => (Number.isInteger(days) && days >= 1 && days <= LONGEST_DAYS ? new Date(Date.now() + days * 86_400_000) : null);
