import type { FormHeader, FundKey, FundRow } from '@jiheng/domain';

import type { FundCell, FundColumn } from './fund-amounts.ts';
import type { GoalText } from './goal-texts.ts';
import type { Item } from './items.ts';

export interface FoundFund {
  readonly label: Item;
  readonly side: FundRow['side'] | null;
  readonly key: FundKey | null;
  readonly cells: readonly FundCell[];
}

/** What stands around the indicator table. */
export interface FoundCells {
  readonly header: Map<keyof FormHeader, Item[]>;
  readonly further: { readonly label: Item; readonly items: Item[] }[];
  readonly funds: FoundFund[];
  readonly goals: GoalText[];
  readonly fundColumns: FundColumn[];
  readonly total: Item[];
  readonly grade: Item[];
  readonly year: Item[];
  readonly codeLine: Item[];
}

/** Nothing found yet. */
export function noCells(): FoundCells {
  return {
    header: new Map(),
    further: [],
    funds: [],
    goals: [],
    fundColumns: [],
    total: [],
    grade: [],
    year: [],
    codeLine: [],
  };
}
