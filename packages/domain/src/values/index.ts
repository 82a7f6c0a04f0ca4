export * from './cells.ts';
export { parseDateCell, parsePeriodCell, printDate } from './dates.ts';
export * from './indicator-value.ts';
export * from './parse-value.ts';
export * from './print-meaning.ts';
export { canonicalUnit } from './units.ts';
