import type { FormListItem } from '@jiheng/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvOf } from './table-export.ts';

/** The reading half, as a spreadsheet does it. */
function readCell(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}

describe('exported cells', () => {
  it('give the text back, with an apostrophe before what would run as a formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const read = readCell(csvCell(text));
        expect([text, `'${text}`, `${text}\t`]).toContain(read);
        expect(/^[=+@\t\r\n]/.test(read)).toBe(false);
      }),
    );
  });

  it.each(['007', '110105199001011234', '510000230001', '0101'])('keep the digits of the code %s', (code) => {
    expect(csvCell(code)).toBe(`${code}\t`);
  });

  it.each(['0', '0.50', '2025', '12345678901', '1234567.80', '-12.50'])(
    'leave the number %s alone',
    (text) => {
      expect(csvCell(text)).toBe(text);
    },
  );

  it.each(['=HYPERLINK("x")', '+1+1', '-1-1', '@SUM(A1)', '\t=1', '\r=1'])('make a text of %j', (text) => {
    expect(readCell(csvCell(text))).toBe(`'${text}`);
  });

  it('keep negative amounts as numbers', () => {
    expect(csvCell('-12.50')).toBe('-12.50');
    expect(csvCell('-12.50+1')).toBe("'-12.50+1");
  });
});

describe('csvOf', () => {
  it('writes heads and rows with the mark that Excel and WPS need', () => {
    const item = { projectName: '甲,乙', fiscalYear: 2025 } as FormListItem;
    const columns = [
      { label: '项目名称', text: ({ projectName }: FormListItem) => projectName ?? '' },
      { label: '年度', text: ({ fiscalYear }: FormListItem) => String(fiscalYear) },
    ];
    expect(csvOf([item], columns)).toBe('\uFEFF项目名称,年度\r\n"甲,乙",2025\r\n');
  });
});
