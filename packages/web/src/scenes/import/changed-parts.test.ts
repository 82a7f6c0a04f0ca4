import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedParts } from './changed-parts.ts';

describe('changed parts', () => {
  it('are the middle that differs', () => {
    expect(changedParts('培训60场。', '培训80场。')).toEqual({
      head: '培训',
      before: '6',
      after: '8',
      tail: '0场。',
    });
    expect(changedParts('公开。', '公开，已公示。')).toMatchObject({ before: '', after: '，已公示' });
  });

  it('put together again give both texts', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const { head, before, after, tail } = changedParts(one, other);
        expect(head + before + tail).toBe(one);
        expect(head + after + tail).toBe(other);
      }),
    );
  });
});
