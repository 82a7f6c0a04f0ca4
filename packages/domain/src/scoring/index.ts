export * from './scoring-scheme.ts';
export * from './score-sheet.ts';
