const outcomes = { down: 'ssoDown', late: 'ssoLate', failed: 'ssoFailed', unknown: 'ssoUnknown', taken: 'ssoTaken', linked: 'ssoLinked', left: 'ssoLeft' } as const;
const told = new URLSearchParams(location.search).get('sso') ?? '';

/** What became of the way to the provider of single sign-on and back; the address brings it. */
export const ssoOutcome = Object.hasOwn(outcomes, told) ? outcomes[told as keyof typeof outcomes] : null;
