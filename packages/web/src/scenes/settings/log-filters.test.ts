import { describe, expect, it } from 'vitest';
import { parseLogFilters } from './log-filters.ts';

describe('filters of the log', () => {
  it('keep what they know and leave out the rest', () => {
    const search = { actor: '王', action: 'submit', from: '2026-03-01', to: '昨天', subject: 7, more: 'x' };
    expect(parseLogFilters(search)).toEqual({ actor: '王', action: 'submit', from: '2026-03-01' });
  });
});
