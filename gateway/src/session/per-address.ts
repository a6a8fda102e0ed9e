/** Attempts to prove who one is from one address in a minute; the lock of an account is counted apart. */
export const PER_ADDRESS = { max: Number(process.env.MODUAN_SIGN_INS_PER_MINUTE ?? 30), timeWindow: '1 minute' } as const;
