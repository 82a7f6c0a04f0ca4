export * from './corpus.ts';
export * from './form-generator.ts';
