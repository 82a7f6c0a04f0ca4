export * from './score-form.ts';
export * from './score-sheet.ts';
export * from './scoring-scheme.ts';
export * from './reaches-target.ts';
