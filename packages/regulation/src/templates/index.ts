export { TEMPLATES, templateById } from './catalogue.ts';
export { chooseTemplate, isInForce, type TemplateChoice, type TemplateQuestion } from './choose.ts';
