export * from './form-template.ts';
export * from './taxonomy.ts';
