export * from './idle.ts';
export * from './password-policy.ts';
export * from './person.ts';
export * from './roles.ts';
