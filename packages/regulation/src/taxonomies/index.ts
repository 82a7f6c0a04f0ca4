export { TAXONOMIES, chooseTaxonomy, foldLevel, levelOf, type LevelMeaning } from './choose.ts';
export { T2015, T2021 } from './national.ts';
