export * from './endpoints.ts';
export * from './forms.ts';
export * from './imports.ts';
export * from './originals.ts';
export * from './overview.ts';
export * from './rules.ts';
