import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  double,
  longWord,
  record,
  unicode,
  words,
  xls,
  type SheetRecords,
} from '../../../../fuzz/xls-file.ts';
import { UnreadableFile } from '../../unreadable-file.ts';
import { readXls } from './read-xls.ts';

/** Cells as `text@column`, by row and sheet. */
function shown(bytes: Uint8Array): string[][][] {
  return readXls(bytes).map((block) =>
    block.kind === 'table' ? block.rows.map((row) => row.map(({ text, column }) => `${text}@${column}`)) : [],
  );
}

const sheet = (...records: readonly number[][]): SheetRecords => ({
  name: '自评表',
  records: records.flat(),
});
const at = (row: number, column: number, style = 0): number[] => words(row, column, style);
const label = (row: number, column: number, text: string): number[] =>
  record(0x204, ...at(row, column), ...unicode(text));

/** Style 0 is plain, style 1 a percentage, style 2 a format of the file's own. */
const FORMATS = [
  ...record(0x41e, ...words(170), ...unicode('0.00"万元"')),
  ...record(0xe0, ...words(0, 0)),
  ...record(0xe0, ...words(0, 9)),
  ...record(0xe0, ...words(0, 170)),
];

describe('a cell of an old workbook', () => {
  it.each([
    ['a text of its own', label(0, 0, '绩效'), '绩效'],
    ['a number', record(0x203, ...at(0, 0), ...double(12.5)), '12.5'],
    ['a number in a format of Excel', record(0x203, ...at(0, 0, 1), ...double(0.95)), '95%'],
    ['a number in a format of the file', record(0x203, ...at(0, 0, 2), ...double(61.307)), '61.31万元'],
    ['a packed whole number', record(0x27e, ...at(0, 0), ...longWord((120 << 2) | 2)), '120'],
    ['a packed number of hundredths', record(0x27e, ...at(0, 0), ...longWord((1234 << 2) | 3)), '12.34'],
    ['a negative packed number', record(0x27e, ...at(0, 0), ...longWord((-5 << 2) | 2)), '-5'],
    ['a truth', record(0x205, ...at(0, 0), 1, 0), 'TRUE'],
    ['an error', record(0x205, ...at(0, 0), 7, 1), '#DIV/0!'],
    ['the number a formula gave', record(0x06, ...at(0, 0, 1), ...double(0.5)), '50%'],
    [
      'the text a formula gave',
      [...record(0x06, ...at(0, 0), 0, 0, 0, 0, 0, 0, 0xff, 0xff), ...record(0x207, ...unicode('合格'))],
      '合格',
    ],
  ])('may hold %s', (_, records, expected) => {
    expect(shown(xls(FORMATS, [sheet(records)]))).toEqual([[[`${expected}@0`]]]);
  });

  it('may be one of several packed numbers in a row', () => {
    const packed = (value: number): number[] => [...words(0), ...longWord((value << 2) | 2)];
    const records = record(0xbd, ...words(3, 1), ...packed(10), ...packed(20), ...words(2));
    expect(shown(xls(FORMATS, [sheet(records)]))).toEqual([[['10@1', '20@2']]]);
  });

  it('may point to a text that goes on in a further record, with another width', () => {
    const shared = record(
      0xfc,
      ...longWord(2),
      ...longWord(2),
      ...words(4),
      1,
      ...Buffer.from('AB', 'utf16le'),
    );
    const goesOn = record(0x3c, 0, 0x43, 0x44, ...unicode('目标'));
    const points = (column: number, index: number): number[] =>
      record(0xfd, ...at(0, column), ...longWord(index));
    expect(shown(xls([...shared, ...goesOn], [sheet(points(0, 0), points(1, 1))]))).toEqual([
      [['ABCD@0', '目标@1']],
    ]);
  });
});

describe('a sheet of an old workbook', () => {
  it('shows neither hidden rows, columns and sheets nor what a merge covers', () => {
    const cells = [label(0, 0, '甲'), label(0, 1, '乙'), label(0, 2, '丙'), label(1, 0, '丁')];
    const hidden = [
      record(0x208, ...words(1, 0, 3, 255, 0, 0, 0x20, 0)),
      record(0x7d, ...words(2, 2, 2000, 0, 1)),
      record(0xe5, ...words(1, 0, 0, 0, 1)),
    ];
    const bytes = xls(FORMATS, [sheet(...cells, ...hidden), { ...sheet(label(0, 0, '藏')), isHidden: true }]);
    expect(shown(bytes)).toEqual([[['甲@0']]]);
    expect(readXls(bytes)).toMatchObject([
      { rows: [[{ columns: 2, address: { cell: { table: 1, row: 1, column: 1, sheet: '自评表' } } }]] },
    ]);
  });

  it('is not read where the workbook is encrypted', () => {
    expect(() => readXls(xls(record(0x2f, 1, 0), [sheet(label(0, 0, '甲'))]))).toThrow('READ-ENCRYPTED');
  });
});

it('survives any damage', () => {
  const good = xls(FORMATS, [sheet(label(0, 0, '甲'), record(0x203, ...at(0, 1), ...double(1)))]);
  const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(damage, fc.nat(good.length), (changes, length) => {
      const bytes = good.slice(0, length % 3 === 0 ? length : good.length);
      for (const [offset, byte] of changes) if (offset < bytes.length) bytes[offset] = byte;
      try {
        expect(readXls(bytes).length).toBeLessThan(2);
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableFile);
      }
    }),
    { numRuns: 500 },
  );
});
