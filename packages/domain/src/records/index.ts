export * from './form-record.ts';
export * from './empty.ts';
