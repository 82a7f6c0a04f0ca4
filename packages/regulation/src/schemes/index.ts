export { SCHEMES, chooseScheme, schemesToOffer, type SchemeChoice, type SchemeQuestion } from './choose.ts';
