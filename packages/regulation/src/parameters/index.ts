export * from './dated-parameters.ts';
export * from './choose-parameters.ts';
