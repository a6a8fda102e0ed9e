export * from './fields';
export * from './register';
