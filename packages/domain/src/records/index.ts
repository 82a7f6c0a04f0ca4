export * from './form-record.ts';
export * from './empty.ts';
export * from './compare.ts';
export * from './total-funds.ts';
