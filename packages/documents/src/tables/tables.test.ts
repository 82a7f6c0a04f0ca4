import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTables } from './read-tables.ts';
import { writeTables } from './write-tables.ts';

describe('plain lists in a workbook', () => {
  it('come back as they were written, codes with their zeros and formulas as texts', async () => {
    const rows = [
      ['编码', '名称', '备注'],
      ['001', '水务局', '=1+1'],
      ['010203', '@机构', ''],
      ['', '+86', '-'],
    ];
    const { tables } = readTables(
      await writeTables([
        { name: '机构', rows },
        { name: '人员', rows: [['姓名']] },
      ]),
    );
    expect(tables?.map(({ name }) => name)).toEqual(['机构', '人员']);
    expect(tables?.[0]?.rows).toEqual([
      ['编码', '名称', '备注'],
      ['001', '水务局', '=1+1'],
      ['010203', '@机构'],
      ['', '+86', '-'],
    ]);
  });

  it('hold for any text', async () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      // A workbook keeps neither blanks around a text nor signs that XML has no place for.
      .filter(
        (value) => value === value.trim() && !/[\p{Cc}\p{Cs}\ufffe\uffff]|_x[0-9A-Fa-f]{4}_/u.test(value),
      );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constant('头'), text), { minLength: 1, maxLength: 8 }),
        async (rows) => {
          const read = readTables(await writeTables([{ name: '表', rows }]));
          expect(read.tables?.[0]?.rows.map(([, value = '']) => value)).toEqual(
            rows.map(([, value]) => value),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('are told apart from what is no workbook', () => {
    expect(readTables(Buffer.from('姓名,单位')).problem?.code).toBe('READ-UNSUPPORTED');
    expect(readTables(Buffer.from('PK\u0003\u0004broken')).problem).toBeDefined();
  });
});
