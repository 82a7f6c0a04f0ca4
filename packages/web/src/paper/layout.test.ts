import {
  EMPTY_FUND_ROW,
  EMPTY_HEADER,
  EMPTY_INDICATOR,
  emptyRecord,
  layOutPaper,
  type DecimalText,
  type FormRecord,
  type Indicator,
  type PaperCell,
  type PaperLayout,
} from '@jiheng/domain';
import { TEMPLATES } from '@jiheng/regulation';
import { describe, expect, it } from 'vitest';
import { fieldName } from './field-name.ts';
import { marksOf, notesOf } from './marks.ts';

const decimal = (text: string) => text as DecimalText;
const indicator = (level1: string, level2: string, level3: string): Indicator => ({
  ...EMPTY_INDICATOR,
  level1,
  level2,
  level3,
  target: { printed: '≥90%', meaning: { kind: 'quantity', operator: '≥', number: decimal('90'), unit: '%' } },
  actual: { printed: '95%', meaning: { kind: 'quantity', operator: null, number: decimal('95'), unit: '%' } },
  maxScore: decimal('10'),
  score: decimal('9.5'),
});
const RECORD: FormRecord = {
  ...emptyRecord('self-evaluation'),
  fiscalYear: 2024,
  header: { ...EMPTY_HEADER, projectName: '公园养护', implementingUnit: '市园林中心' },
  funds: [
    {
      ...EMPTY_FUND_ROW,
      label: '年度资金总额',
      key: 'total',
      initialBudget: decimal('1234.50'),
      executionRate: decimal('99.46'),
    },
    { ...EMPTY_FUND_ROW, label: '上级补助', key: 'superior', expenditure: decimal('7.00') },
  ],
  indicators: [
    indicator('产出指标', '数量指标', '养护面积'),
    indicator('产出指标', '数量指标', '补植株数'),
    indicator('产出指标', '质量指标', '合格率'),
    indicator('满意度指标', '质量指标', '游客满意度'),
  ],
  further: [{ label: '填表说明', text: '见附件' }],
};
const shanghai = TEMPLATES.find(({ id }) => id === 'shanghai-self-evaluation-2024')!;
const cellsOf = (paper: PaperLayout): readonly PaperCell[] => paper.rows.flatMap(({ cells }) => cells);
const cell = (paper: PaperLayout, path: string) => cellsOf(paper).find(({ paths }) => paths.includes(path));

/** Every square of the grid is covered exactly once. */
function coverage(paper: PaperLayout): readonly string[] {
  const faults: string[] = [];
  const taken = new Set<string>();
  paper.rows.forEach((row, at) => {
    let column = 0;
    for (const { columns, rows, key } of row.cells) {
      while (taken.has(`${String(at)}:${String(column)}`)) column += 1;
      for (let down = 0; down < rows; down += 1) {
        for (let across = 0; across < columns; across += 1) {
          const square = `${String(at + down)}:${String(column + across)}`;
          if (taken.has(square)) faults.push(`${key} over ${square}`);
          taken.add(square);
        }
      }
    }
  });
  if (taken.size !== paper.rows.length * paper.grid.length) faults.push(`covered ${String(taken.size)}`);
  return faults;
}

describe('the paper', () => {
  it.each(TEMPLATES.map((template) => [template.id, template] as const))(
    'covers its grid exactly: %s',
    (_, template) => {
      expect(coverage(layOutPaper(template, RECORD))).toEqual([]);
    },
  );

  it('fills year and project into a title that names them', () => {
    const template = TEMPLATES.find(({ titlePattern }) => titlePattern?.includes('{year}'));
    expect(layOutPaper(template!, RECORD).title).toBe('2024年度公园养护项目绩效目标表');
  });

  it.each(TEMPLATES.map((template) => [template.id, template] as const))(
    'loses no field of the record: %s',
    (_, template) => {
      const paper = layOutPaper(template, RECORD);
      const cells = [...paper.linesAbove, ...paper.rows, ...paper.linesBelow].flatMap((row) => row.cells);
      const texts = [...cells, ...paper.leftOver]
        .map(({ text }) => text)
        .concat(paper.title, paper.yearLine ?? '');
      for (const wanted of [
        '公园养护',
        '市园林中心',
        '1,234.50',
        '99.46',
        '7.00',
        '养护面积',
        '游客满意度',
        '见附件',
        '9.5',
      ]) {
        expect(
          texts.some((text) => text.includes(wanted)),
          wanted,
        ).toBe(true);
      }
    },
  );

  it('merges equal level cells, but not across another level above', () => {
    const paper = layOutPaper(shanghai, RECORD);
    expect(cell(paper, '/indicators/0/level1')).toMatchObject({ text: '产出指标', rows: 3 });
    expect(cell(paper, '/indicators/1/level2')).toMatchObject({ text: '数量指标', rows: 2 });
    expect(cell(paper, '/indicators/3/level2')).toMatchObject({ text: '质量指标', rows: 1 });
  });

  it('prints the amount unit of the record in the head, amounts with separators at the right', () => {
    const paper = layOutPaper(shanghai, { ...RECORD, amountUnit: '元' });
    expect(cellsOf(paper).map(({ text }) => text)).toContain('项目资金（元）');
    expect(cell(paper, '/funds/0/initialBudget')).toMatchObject({ text: '1,234.50', align: 'right' });
    expect(paper.yearLine).toBe('（2024年度）');
  });

  it('keeps what the layout has no cell for, with a name a person knows', () => {
    const { leftOver } = layOutPaper(shanghai, RECORD);
    expect(leftOver.map(({ path, text }) => `${fieldName(path, RECORD)}＝${text}`)).toEqual([
      '上级补助 全年执行数＝7.00',
      '填表说明＝见附件',
    ]);
  });

  it('splits the target where sign, value and unit have columns of their own', () => {
    const sichuan = TEMPLATES.find(({ region }) => region === '510000')!;
    const paper = layOutPaper(sichuan, RECORD);
    const parts = cellsOf(paper).filter(({ paths }) => paths[0] === '/indicators/0/target');
    expect(parts.map(({ text }) => text)).toEqual(['≥', '90', '%']);
  });
});

describe('marks', () => {
  const paper = layOutPaper(shanghai, RECORD);
  const finding = (at: string, severity: 'error' | 'advice') =>
    ({ ruleId: 'r', code: 'ZP001', severity, at: [at], message: '甲', remedy: '乙' }) as const;

  it('stand in the cell of the field, the worst one showing, and follow the order of the paper', () => {
    const notes = notesOf(paper, [
      finding('/indicators/2', 'advice'),
      finding('/header/projectName', 'advice'),
      finding('/header/projectName', 'error'),
      finding('/nowhere', 'error'),
    ]);
    expect(notes.map(({ cellKey, finding: { severity } }) => [cellKey, severity])).toEqual([
      [null, 'error'],
      [cell(paper, '/header/projectName')?.key, 'error'],
      [cell(paper, '/header/projectName')?.key, 'advice'],
      ['level3-2', 'advice'],
    ]);
    expect(marksOf(notes).get(cell(paper, '/header/projectName')?.key ?? '')).toBe('error');
  });
});
