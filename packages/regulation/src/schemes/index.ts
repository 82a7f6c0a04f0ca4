export { SCHEMES, chooseScheme, type SchemeChoice, type SchemeQuestion } from './choose.ts';
