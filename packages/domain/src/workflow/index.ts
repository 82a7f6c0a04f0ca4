export * from './target-flow.ts';
export * from './deadlines.ts';
export * from './review-sheet.ts';
export * from './silences.ts';
