export * from './base/index.ts';
export * from './records/index.ts';
export * from './values/index.ts';
export * from './templates/index.ts';
export * from './lint/index.ts';
export * from './scoring/index.ts';
export * from './paper/index.ts';
