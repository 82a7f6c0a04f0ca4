export * from './rule.ts';
export * from './check-form.ts';
export * from './check-set.ts';
export * from './place-finding.ts';
export { compareFindings } from './order.ts';
