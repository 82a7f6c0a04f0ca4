import type { Lexicon } from '@jiheng/domain';

import { COMPOSED_FUND_LABELS } from './composed-fund-labels.ts';
import { COMPOSED_INDICATOR_LABELS } from './composed-indicator-labels.ts';
import { COMPOSED_LABELS } from './composed-labels.ts';
import { FUND_COLUMN_LABELS } from './fund-column-labels.ts';
import { FUND_ROW_LABELS } from './fund-labels.ts';
import { FURNITURE } from './furniture.ts';
import { GOAL_LABELS, SECTION_LABELS } from './goal-labels.ts';
import { HEADER_LABELS } from './header-labels.ts';
import { INDICATOR_LABELS } from './indicator-labels.ts';
import { REGIONS } from './regions.ts';
import { TAIL_LABELS } from './tail-labels.ts';

/**
 * 读表词汇: labels met on published forms, by the field they announce, and document furniture. What a label means in
 * one layout stands in its template; this is for layouts that have none.
 */
export const LEXICON: Lexicon = {
  labels: [
    ...HEADER_LABELS,
    ...GOAL_LABELS,
    ...SECTION_LABELS,
    ...FUND_ROW_LABELS,
    ...FUND_COLUMN_LABELS,
    ...INDICATOR_LABELS,
    ...TAIL_LABELS,
    ...COMPOSED_LABELS,
    ...COMPOSED_FUND_LABELS,
    ...COMPOSED_INDICATOR_LABELS,
  ],
  furniture: FURNITURE,
  regions: REGIONS,
};
