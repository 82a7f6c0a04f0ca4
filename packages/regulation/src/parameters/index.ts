export * from './dated-parameters.ts';
export * from './choose-parameters.ts';
export * from './rule-context.ts';
export * from './review-sheets.ts';
