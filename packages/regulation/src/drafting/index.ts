export * from './assess-draft.ts';
