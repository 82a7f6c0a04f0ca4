export * from './draft-repository.ts';
export * from './draft-types.ts';
export * from './freeze-draft.ts';
export * from './presence-repository.ts';
export * from './silence-repository.ts';
export * from './start-form.ts';
export * from './indicator-library.ts';
export * from './starting-forms.ts';
