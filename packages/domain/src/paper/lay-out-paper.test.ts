import { describe, expect, it } from 'vitest';

import type { DecimalText } from '../base/decimal.ts';
import { EMPTY_FUND_ROW, EMPTY_HEADER, EMPTY_INDICATOR, emptyRecord } from '../records/empty.ts';
import type { FormRecord } from '../records/form-record.ts';
import { defineTemplate } from '../templates/form-template.ts';
import { layOutPaper } from './lay-out-paper.ts';
import type { PaperLayout } from './paper-layout.ts';
import { withThousands } from './with-thousands.ts';

const template = defineTemplate({
  id: 'layout',
  kind: 'self-evaluation',
  title: '自评表',
  yearLine: null,
  region: '000000',
  regionName: '全国',
  effectiveFrom: '2020-01-01',
  citation: { source: '公开样表', basis: 'published' },
  amountUnit: '万元',
  taxonomy: 'T2015',
  grid: [1, 2, 2, 1],
  blocks: [
    { block: 'line', cells: [{ label: '单位：万元', holdsAmountUnit: true, columns: 4 }] },
    {
      block: 'cells',
      rows: [
        [
          { label: '项目资金', rows: 2 },
          { label: '小计' },
          { field: 'funds.annual.fiscal.amount', kind: 'money', columns: 2 },
        ],
        [{ label: '1.实施期' }, { field: 'further.项目期', kind: 'text', columns: 2, blank: '-' }],
      ],
    },
    {
      block: 'indicators',
      side: { label: '绩效指标' },
      columns: [
        { field: 'level2', label: '二级指标' },
        { field: 'level3', label: '三级指标', group: '名称' },
        { field: 'score', label: '得分', group: '名称' },
      ],
    },
  ],
});

const indicator = (level1: string, level2: string, level3: string) => ({
  ...EMPTY_INDICATOR,
  level1,
  level2,
  level3,
});
const record: FormRecord = {
  ...emptyRecord('self-evaluation'),
  fiscalYear: 2024,
  amountUnit: '元',
  header: { ...EMPTY_HEADER, projectName: '河道保洁' },
  funds: [{ ...EMPTY_FUND_ROW, label: '小计:', amount: '1234.50' as DecimalText }],
  indicators: [
    indicator('产出指标', '数量指标', '长度'),
    indicator('产出指标', '数量指标', '次数'),
    indicator('效益指标', '数量指标', '人次'),
  ],
  further: [{ label: '实施期', text: '2024年' }],
};

/** Squares of the grid that are covered not exactly once. */
function faultySquares({ rows, grid }: PaperLayout): string[] {
  const counts = new Map<string, number>();
  rows.forEach((row, at) => {
    for (const { column, columns, rows: height } of row.cells) {
      for (let square = 0; square < columns * height; square += 1) {
        const place = `${String(at + Math.floor(square / columns))}:${String(column + (square % columns))}`;
        counts.set(place, (counts.get(place) ?? 0) + 1);
      }
    }
  });
  const all = rows.flatMap((_, at) => grid.map((__, column) => `${String(at)}:${String(column)}`));
  return [...new Set([...all, ...counts.keys()])].filter(
    (place) => counts.get(place) !== 1 || !all.includes(place),
  );
}

const cellsOf = (paper: PaperLayout) => paper.rows.flatMap(({ cells }) => cells);
const cellAt = (paper: PaperLayout, path: string) =>
  cellsOf(paper).find(({ paths }) => paths.some((shown) => shown === path));

describe('layOutPaper', () => {
  const paper = layOutPaper(template, record);

  it('covers every square of the grid exactly once', () => {
    expect(faultySquares(paper)).toEqual([]);
  });

  it('merges equal levels, but not across another level above', () => {
    expect(cellAt(paper, '/indicators/0/level2')).toMatchObject({ text: '数量指标', rows: 2, column: 1 });
    expect(cellAt(paper, '/indicators/2/level2')).toMatchObject({ text: '数量指标', rows: 1 });
  });

  it('marks both rows of the heads for repetition and joins the heads of a group', () => {
    expect(
      paper.rows.filter(({ isHead }) => isHead).map(({ cells }) => cells.map(({ text }) => text)),
    ).toEqual([
      ['绩效指标', '二级指标', '名称'],
      ['三级指标', '得分'],
    ]);
  });

  it('finds an amount and a further cell by the label printed beside them', () => {
    expect(cellAt(paper, '/funds/0/amount')).toMatchObject({ text: '1,234.50', align: 'right' });
    expect(cellAt(paper, '/further/0')).toMatchObject({ text: '2024年' });
  });

  it('prints what the layout prints for a cell that means nothing', () => {
    const texts = cellsOf(layOutPaper(template, { ...record, further: [] })).map(({ text }) => text);
    expect(texts).toContain('-');
  });

  it('writes the unit of the record over that of the layout', () => {
    expect(paper.linesAbove[0]?.cells[0]?.text).toBe('单位：元');
  });

  it('names the unit above a layout that prints none, when it is not that of the layout', () => {
    const bare = { ...template, blocks: template.blocks.slice(1) };
    expect(layOutPaper(bare, record).linesAbove.map(({ cells }) => cells[0]?.text)).toEqual(['单位：元']);
    expect(layOutPaper(bare, { ...record, amountUnit: '万元' }).linesAbove).toEqual([]);
  });

  it('lists what no cell shows, and only that', () => {
    const shown = layOutPaper(template, { ...record, grade: '优' }).leftOver;
    expect(shown.map(({ path }) => path)).toEqual([
      '/header/projectName',
      '/indicators/0/level1',
      '/indicators/1/level1',
      '/indicators/2/level1',
      '/grade',
    ]);
  });

  it('prints the year where it would stand nowhere, and only there', () => {
    expect(paper.yearLine).toBe('（2024年度）');
    expect(layOutPaper(template, { ...record, title: '2024年自评表' }).yearLine).toBeNull();
    expect(layOutPaper({ ...template, yearLine: '{year}年' }, record).yearLine).toBe('2024年');
    const dated = { ...record, title: '自评表(2024年度)' };
    expect(layOutPaper({ ...template, yearLine: '（{year}年度）' }, dated).yearLine).toBeNull();
    expect(layOutPaper(template, { ...record, fiscalYear: null }).yearLine).toBeNull();
  });

  it('fills the title of the layout only where the record has none', () => {
    const named = { ...template, titlePattern: '{year}年{projectName}自评表' };
    expect(layOutPaper(named, record).title).toBe('2024年河道保洁自评表');
    expect(layOutPaper(named, { ...record, title: '自评' }).title).toBe('自评');
  });
});

describe('withThousands', () => {
  it.each([
    ['1234567.80', '1,234,567.80'],
    ['-1000', '-1,000'],
    ['999', '999'],
    ['0.1234', '0.1234'],
    ['约1000', '约1000'],
  ])('%s → %s', (text, expected) => {
    expect(withThousands(text)).toBe(expected);
  });
});
