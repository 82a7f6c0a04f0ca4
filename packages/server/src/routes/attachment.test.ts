import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachment } from './attachment.ts';

describe('the name of a download', () => {
  it('never leaves its place in the header, whatever signs are in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
        const header = attachment(name);
        expect(header).toMatch(/^attachment; filename="[\w.-]*"; filename\*=UTF-8''[\w.!~%-]*$/);
        const encoded = header.split("UTF-8''")[1] ?? '';
        expect(decodeURIComponent(encoded)).toBe(name.replace(/[\p{Surrogate}\p{Cc}]/gu, '_'));
      }),
    );
  });

  it.each(['x\r\nSet-Cookie: a=b', 'x"; filename="y.exe', "x';y", '绩效表.xlsx'])(
    '%j is one value',
    (name) => {
      const header = attachment(name);
      expect(header.match(/filename\*?=/g)).toHaveLength(2);
      expect(header).not.toMatch(/[\r\n]/);
    },
  );
});
