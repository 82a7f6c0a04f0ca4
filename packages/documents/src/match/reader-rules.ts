import type { ReadingRules } from '../read-result.ts';
import { labelKey } from './label-key.ts';
import { LabelIndex } from './label-index.ts';
import { LevelIndex } from './level-index.ts';

/** Rules as the matcher uses them, built once per set of rules. */
export interface ReaderRules {
  readonly rules: ReadingRules;
  readonly labels: LabelIndex;
  readonly levels: LevelIndex;
  readonly furniture: RegExp;
}

const built = new WeakMap<ReadingRules, ReaderRules>();

/** Indexes of labels and levels for some rules; the same object for the same rules. */
export function readerRules(rules: ReadingRules): ReaderRules {
  const known = built.get(rules);
  if (known) return known;
  const patterns = rules.lexicon.furniture.map((source) => `(?:${source})`);
  const made: ReaderRules = {
    rules,
    labels: new LabelIndex(rules),
    levels: new LevelIndex(rules.taxonomies),
    // Without the flag `u`, which makes it twice as slow and matters only beyond the basic plane.
    furniture: new RegExp(patterns.length === 0 ? '(?!)' : patterns.join('|')),
  };
  built.set(rules, made);
  return made;
}

/** Longest line that can be furniture. */
export const MAX_FURNITURE = 120;

/** True for a whole line of document furniture. */
export function isFurniture(text: string, furniture: RegExp): boolean {
  return text.length <= MAX_FURNITURE && furniture.test(labelKey(text));
}
