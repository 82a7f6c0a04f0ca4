export * from './corpus.ts';
export * from './database.ts';
export * from './form-generator.ts';
