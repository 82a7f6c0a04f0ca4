import type { Place } from './place.ts';

/**
 * A fault met while reading, storing or exporting: what is wrong, where, what to do.
 * Problems are returned, never thrown; the rest of the batch goes on.
 */
export interface Problem {
  /** Stable code in capitals with hyphens, e.g. `READ-EMPTY-FILE`. Never reused. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** Chinese, one sentence, what is wrong. */
  readonly message: string;
  /** Chinese, what to do about it. */
  readonly remedy: string;
  readonly place?: Place;
}
