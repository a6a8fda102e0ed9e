/** The password of every demonstration account: it stands in the README, so that no account of a real city may have it. */
export const DEMO_PASSWORD = 'Moduan-430681';

/** User names of the demonstration city, with that of whoever loads it: no real city has accounts of these names. */
export const demoUsernames: readonly string[] = [
  'setup', 'bureau', 'analyst', 'admin', 'leader', 'citydesk', 'market', 'auditor', 'xinshi', 'xinshi-safety', 'xinshi-desk', 'squadron', 'bali', 'baishui', 'baishui-safety', 'deputy', 'enterprise',
];
