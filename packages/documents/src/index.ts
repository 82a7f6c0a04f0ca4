export * from './read-result.ts';
