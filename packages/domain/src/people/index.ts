export * from './person.ts';
export * from './roles.ts';
