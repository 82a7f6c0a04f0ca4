export * from './target-flow.ts';
