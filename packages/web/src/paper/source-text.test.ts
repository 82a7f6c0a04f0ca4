import type { OriginMap } from '@jiheng/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutLine, linesAround, originOf, originSentences, placeText } from './source-text.ts';

describe('a source line', () => {
  it('is cut exactly at the spans of the value', () => {
    expect(cutLine('项目名称 公园养护', 3, [{ line: 3, column: 6, toColumn: 10 }])).toEqual([
      { text: '项目名称 ', isHit: false },
      { text: '公园养护', isHit: true },
    ]);
  });

  it('loses no character, whatever the spans', () => {
    const span = fc.record({
      line: fc.constantFrom(1, 2),
      column: fc.integer({ min: 1, max: 40 }),
      toColumn: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.array(span, { maxLength: 5 }), (line, spans) => {
        expect(
          cutLine(line, 1, spans)
            .map(({ text }) => text)
            .join(''),
        ).toBe(line);
      }),
    );
  });

  it('is shown with its neighbours, and nothing where there is no span', () => {
    expect(
      linesAround([
        { line: 2, column: 1, toColumn: 2 },
        { line: 9, column: 1, toColumn: 2 },
      ]),
    ).toEqual({ from: 1, to: 12 });
    expect(linesAround([])).toBeNull();
  });
});

describe('an origin', () => {
  const place = { file: 'a.txt', spans: [] };
  const origins: OriginMap = {
    '/indicators/1': { kind: 'document', place },
    '/amountUnit': { kind: 'default', reason: '表样以万元计', confidence: 0.8 },
    '/further/0/text': { kind: 'document', place, joins: ['page-break'] },
  };

  it('is found at the field, else at the row or the part', () => {
    expect(originOf(origins, '/indicators/1/target')).toBe(origins['/indicators/1']);
    expect(originOf(origins, '/further/0')).toBe(origins['/further/0/text']);
    expect(originOf(origins, '/indicators/11')).toBeUndefined();
  });

  it('is told in sentences', () => {
    expect(
      originSentences({ kind: 'document', place, joins: ['page-break'], printedUnder: '一级指标' }),
    ).toEqual(['原件中被分页断开，已接成一段', '原件把它写在“一级指标”一栏，已归到应在的栏目']);
    expect(originSentences({ kind: 'default', reason: '表样以万元计', confidence: 0.8 })).toEqual([
      '原件没有写明，取默认值：表样以万元计',
      '把握较大，建议看一眼',
    ]);
  });
});

describe('the place of a value', () => {
  const span = (line: number) => ({ line, column: 1, toColumn: 4 });
  const onPage = (page: number) => ({ ...span(7), printed: { page, box: [0, 0, 1, 1] } as const });

  it('is named as the program of the original names it', () => {
    expect(placeText({ file: '甲.txt', spans: [span(3)] })).toBe('甲.txt，第 3 行');
    expect(placeText({ file: '甲.txt', spans: [span(5), span(3)] })).toBe('甲.txt，第 3 至 5 行');
    expect(placeText({ file: '甲.pdf', spans: [onPage(2), onPage(3)] })).toBe('甲.pdf，第 2 至 3 页');
    const cell = { table: 1, row: 12, column: 28 };
    expect(placeText({ file: '甲.docx', spans: [span(9)], cell })).toBe(
      '甲.docx，第 9 行，第 1 个表第 12 行第 28 列',
    );
    expect(placeText({ file: '甲.xlsx', spans: [span(9)], cell: { ...cell, sheet: '路灯' } })).toBe(
      '甲.xlsx，工作表“路灯”，单元格 AB12',
    );
  });
});
