import type { PaperCell, PaperLayout } from '@jiheng/domain';
import { TAXONOMIES, TEMPLATES } from '@jiheng/regulation';
import { templateRecord } from '@jiheng/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { columnWidths, isRoomy } from './column-widths.ts';
import { planExport } from './plan-export.ts';

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const cell = (text: string, column: number, over: Partial<PaperCell> = {}): PaperCell => ({
  key: `${text}-${String(column)}`,
  role: 'value',
  text,
  column,
  columns: 1,
  rows: 1,
  align: 'left',
  paths: [],
  ...over,
});
const paperOf = (grid: readonly number[], ...rows: readonly PaperCell[][]): PaperLayout => ({
  title: '表',
  yearLine: null,
  grid,
  linesAbove: [],
  rows: rows.map((cells, at) => ({ key: String(at), cells })),
  linesBelow: [],
  leftOver: [],
  isLandscape: false,
});
const ROOM = { total: 480, em: 9, inset: 7 };

describe('widths of columns', () => {
  it('are those of the template where every word has room', () => {
    const paper = paperOf([1, 2, 3], [cell('甲', 0), cell('乙', 1), cell('丙', 2)]);
    expect(columnWidths(paper, ROOM)).toEqual([80, 160, 240]);
    expect(isRoomy(paper, ROOM)).toBe(true);
  });

  it('give a narrow column what its label or number needs, from those that have too much', () => {
    const label = cell('一级指标', 0, { role: 'label' });
    const [first = 0, second = 0] = columnWidths(paperOf([1, 30], [label, cell('短', 1)]), ROOM);
    expect(first).toBeGreaterThanOrEqual(4 * ROOM.em + ROOM.inset - 1e-9);
    expect(first + second).toBeCloseTo(ROOM.total);
    const number = columnWidths(paperOf([1, 30], [cell('1234567.89', 0), cell('短', 1)]), ROOM);
    expect(number[0]).toBeGreaterThan(0.8 * 6 * ROOM.em);
  });

  it('let a label over many rows be read downwards', () => {
    const side = cell('绩效指标', 0, { role: 'label', rows: 9 });
    const [width = 0] = columnWidths(paperOf([1, 40], [side, cell('完成', 1)]), ROOM);
    expect(width).toBeCloseTo(2 * ROOM.em + ROOM.inset);
  });

  it('are shared out where nothing has room, and always fill the page', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ part: fc.integer({ min: 1, max: 30 }), text: fc.string({ maxLength: 40 }) }), {
          minLength: 1,
          maxLength: 24,
        }),
        (columns) => {
          const paper = paperOf(
            columns.map(({ part }) => part),
            columns.map(({ text }, at) => cell(text, at)),
          );
          const widths = columnWidths(paper, ROOM);
          expect(sum(widths)).toBeCloseTo(ROOM.total);
          expect(Math.min(...widths)).toBeGreaterThan(0);
        },
      ),
    );
  });

  it.each(TEMPLATES.map((template) => [template.id, template] as const))(
    'keep the labels of %s from falling apart',
    (_id, template) => {
      const taxonomy = TAXONOMIES.find(({ id }) => id === template.taxonomy);
      if (!taxonomy) throw new Error(`no taxonomy ${template.taxonomy}`);
      const { paper } = planExport(template, templateRecord(template, taxonomy, 2026), template.id);
      if (!paper) throw new Error('no paper');
      const room = { ...ROOM, total: paper.isLandscape ? 740 : 493 };
      const widths = columnWidths(paper, room);
      const labels = paper.rows.flatMap(({ cells }) =>
        cells.filter(({ role, rows, text }) => role === 'label' && rows < 3 && text.length >= 4),
      );
      for (const { column, columns, text } of labels)
        expect(sum(widths.slice(column, column + columns)), text).toBeGreaterThanOrEqual(
          4 * room.em + room.inset - 1e-6,
        );
    },
  );
});
