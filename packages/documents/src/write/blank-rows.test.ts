import { emptyRecord } from '@jiheng/domain';
import { TEMPLATES } from '@jiheng/regulation';
import { contentDifferences, contentOf } from '@jiheng/testkit';
import { describe, expect, it } from 'vitest';

import { PRODUCT_RULES } from '../../fuzz/reading-rules.ts';
import { PAPER_FORMATS, planExport, readFile, writePaper } from '../index.ts';
import { withBlankRows } from './blank-rows.ts';

const EMPTY = TEMPLATES.map((template) => {
  const record = { ...emptyRecord(template.kind), fiscalYear: 2026, amountUnit: template.amountUnit };
  const { paper } = planExport(template, record, template.id);
  if (!paper) throw new Error(`no paper of ${template.id}`);
  return { id: template.id, record, paper };
});

describe('a paper without indicators', () => {
  it.each(EMPTY)('has blank rows that fill the grid: $id', ({ paper }) => {
    const { rows, grid } = withBlankRows(paper);
    const covered = rows.map(() => grid.map(() => 0));
    rows.forEach(({ cells }, row) => {
      for (const { column, columns, rows: high } of cells)
        for (let down = 0; down < high; down += 1)
          for (let across = 0; across < columns; across += 1) covered[row + down]![column + across]! += 1;
    });
    expect(covered.flat().every((count) => count === 1)).toBe(true);
    expect(rows.length).toBe(paper.rows.length + 6);
  });

  it.each(PAPER_FORMATS)(
    'is read back as one without indicators: %s',
    { timeout: 60_000 },
    async (format) => {
      for (const { id, record, paper } of EMPTY) {
        const { forms } = await readFile(await writePaper([paper], format), `x.${format}`, PRODUCT_RULES);
        expect(forms, id).toHaveLength(1);
        const read = forms[0]?.record ?? record;
        expect(contentDifferences(contentOf({ ...record, title: read.title }), contentOf(read)), id).toEqual(
          [],
        );
      }
    },
  );

  it('is left as it is when it has one', () => {
    const cell = {
      key: 'c',
      role: 'value',
      text: '',
      column: 0,
      columns: 1,
      rows: 1,
      align: 'left',
      paths: [],
    } as const;
    const [first] = EMPTY;
    const rows = [...(first?.paper.rows ?? []), { key: 'i', cells: [{ ...cell, indicator: 0 }] }];
    const paper = { ...first!.paper, rows };
    expect(withBlankRows(paper)).toBe(paper);
  });
});
