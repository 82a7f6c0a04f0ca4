import { describe, expect, it } from 'vitest';
import { columnsOf, viewsOf } from './kept.ts';

describe('what the browser kept', () => {
  it('gives back views with filters that are understood', () => {
    expect(viewsOf([{ name: '错误', filters: { severity: 'error', oldKey: 1 } }])).toEqual([
      { name: '错误', filters: { severity: 'error' } },
    ]);
  });

  it.each([[null], ['text'], [[null, 3, { name: 4, filters: {} }, { name: '甲' }]]])(
    'never breaks the list: %j',
    (stored) => {
      expect(viewsOf(stored)).toEqual([]);
    },
  );

  it('falls back to the first columns', () => {
    expect(columnsOf(undefined, ['project'])).toEqual(['project']);
    expect(columnsOf(['year', 7], ['project'])).toEqual(['year']);
  });
});
