export * from './corpus.ts';
export * from './database.ts';
export * from './database-forms.ts';
export * from './form-generator.ts';
export * from './fixtures.ts';
export * from './paper-text.ts';
export * from './record-content.ts';
export * from './template-record.ts';
