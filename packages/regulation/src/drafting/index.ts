export * from './assess-draft.ts';
export * from './coverage.ts';
export * from './fixes.ts';
export * from './wordings.ts';
export * from './links.ts';
