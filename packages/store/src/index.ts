export * from './forms/form-types.ts';
export * from './overview/overview-types.ts';
export * from './signatures.ts';
export * from './store-error.ts';
