export * from './templates/index.ts';
export * from './taxonomies/index.ts';
export * from './lexicon/index.ts';
export * from './parameters/index.ts';
export * from './schemes/index.ts';
export * from './rules/index.ts';
export * from './assess.ts';
export * from './drafting/index.ts';
