export * from './area-code';
export * from './credit-code';
export * from './identity-card';
export * from './industry';
export * from './ledger-date';
export * from './mobile';
export * from './today';
export * from './width';
