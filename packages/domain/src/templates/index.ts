export * from './derive-template.ts';
export * from './form-template.ts';
export * from './grid.ts';
export * from './taxonomy.ts';
