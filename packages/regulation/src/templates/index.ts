export { TEMPLATES, templateById } from './catalogue.ts';
