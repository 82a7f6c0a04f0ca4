export * from './apply-operations.ts';
export { draftText, isDraftPlace } from './draft.ts';
export type { Draft, DraftCell, DraftField, DraftFund, DraftFurther, DraftPlace, DraftRow } from './draft.ts';
export { draftOf } from './draft-of.ts';
export * from './operation.ts';
export * from './origins.ts';
export * from './places.ts';
export * from './record-of.ts';
export * from './undo.ts';
