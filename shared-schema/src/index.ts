export * from './fields';
export * from './register';
export * from './checks';
