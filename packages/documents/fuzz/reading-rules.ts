import { LEXICON, TAXONOMIES, TEMPLATES } from '@jiheng/regulation';

import type { ReadingRules } from '../src/index.ts';

/** The product's own rules, for tests and fuzzing; the package itself is handed its rules and imports none. */
export const PRODUCT_RULES: ReadingRules = { templates: TEMPLATES, taxonomies: TAXONOMIES, lexicon: LEXICON };
