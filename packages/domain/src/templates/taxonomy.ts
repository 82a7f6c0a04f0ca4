import type { Citation } from './form-template.ts';

/** Canonical key of a level-1 indicator 一级指标. */
export type Level1Key =
  'cost' | 'output' | 'outcome' | 'satisfaction' | 'decision' | 'process' | 'management';

/** Canonical key of a level-2 indicator 二级指标. */
export type Level2Key =
  | 'quantity'
  | 'quality'
  | 'timeliness'
  | 'cost'
  | 'economic-cost'
  | 'social-cost'
  | 'ecological-cost'
  | 'economic-benefit'
  | 'social-benefit'
  | 'ecological-benefit'
  | 'sustainability'
  | 'satisfaction'
  | 'other';

/** 二级指标. */
export interface TaxonomyLevel2 {
  readonly key: Level2Key;
  readonly label: string;
  readonly aliases?: readonly string[];
}

/** 一级指标. */
export interface TaxonomyLevel1 {
  readonly key: Level1Key;
  readonly label: string;
  readonly aliases?: readonly string[];
  readonly children: readonly TaxonomyLevel2[];
}

/** 指标体系: the levels a rule version knows, in the order of the form. */
export interface Taxonomy {
  /** `T2015`, `T2021` … */
  readonly id: string;
  readonly title: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly citation: Citation;
  readonly levels: readonly TaxonomyLevel1[];
}

/**
 * 读表词汇: labels a reader may meet on forms for which there is no template yet, and document furniture.
 * Data, handed to the reader together with the templates.
 */
export interface Lexicon {
  /** Generic labels by the field they announce; same path words as `TemplateField`, or `indicator.<column field>`, or `section.<name>`. */
  readonly labels: readonly {
    readonly field: string;
    readonly label: string;
    readonly aliases?: readonly string[];
  }[];
  /** Patterns of furniture lines (page numbers, bookmarks, web page chrome), as regular expression sources without flags other than `u`. */
  readonly furniture: readonly string[];
  /** Province-level names for `region`. */
  readonly regions: readonly { readonly code: string; readonly name: string; readonly short: string }[];
}
