export * from './canonical-json.ts';
export * from './decimal.ts';
export * from './place.ts';
export * from './problem.ts';
export * from './quote.ts';
export * from './text.ts';
