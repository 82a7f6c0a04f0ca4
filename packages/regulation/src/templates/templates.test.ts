import { describe, expect, it } from 'vitest';

import {
  EMPTY_FUND_ROW,
  EMPTY_GOALS,
  EMPTY_HEADER,
  EMPTY_INDICATOR,
  placeCells,
  type FormTemplate,
  type LabelCell,
  type TemplateBlock,
  type TemplateCell,
} from '@jiheng/domain';

import { LEXICON } from '../lexicon/index.ts';
import { TAXONOMIES } from '../taxonomies/index.ts';
import { chooseTemplate, templateById, TEMPLATES } from './index.ts';

const isLabel = (cell: TemplateCell): cell is LabelCell => 'label' in cell;
const cellsOf = (block: TemplateBlock): readonly TemplateCell[] =>
  block.block === 'cells' ? block.rows.flat() : block.block === 'line' ? block.cells : [];
const fieldsOf = ({ blocks }: FormTemplate): string[] => [
  ...blocks.flatMap(cellsOf).flatMap((cell) => ('field' in cell ? [cell.field] : [])),
  ...blocks.flatMap((block) =>
    block.block === 'indicators' ? block.columns.map(({ field }) => `indicator.${field}`) : [],
  ),
];

const HEADER = Object.keys(EMPTY_HEADER).map((key) => `header.${key}`);
const GOALS = Object.keys(EMPTY_GOALS).map((key) => `goals.${key}`);
const COLUMNS = [...Object.keys(EMPTY_INDICATOR), 'targetOperator', 'targetUnit', 'ignored'].map(
  (key) => `indicator.${key}`,
);
const PLAIN = new Set([
  ...HEADER,
  ...GOALS,
  ...COLUMNS,
  'total.maxScore',
  'total.score',
  'grade',
  'fiscalYear',
]);
const AMOUNTS = Object.keys(EMPTY_FUND_ROW)
  .filter((key) => !['label', 'key', 'side'].includes(key))
  .join('|');
const FUND = new RegExp(`^funds\\.(annual|project|midterm)\\.[a-z-]+\\.(${AMOUNTS})$`, 'u');
const FURTHER = /^(indicator\.)?further\.\S+$/u;

describe.each(TEMPLATES.map((template) => [template.id, template] as const))('表样 %s', (_, template) => {
  it('是纯数据，经JSON往返不变', () => {
    expect(JSON.parse(JSON.stringify(template))).toEqual(template);
  });

  it('各行单元格正好铺满表格', () => {
    const grid = template.grid.length;
    for (const block of template.blocks) {
      if (block.block === 'indicators') {
        const side = block.side ? (block.side.columns ?? 1) : 0;
        const columns = block.columns.reduce((sum, { columns: span = 1 }) => sum + span, side);
        expect(columns, 'indicator table').toBe(grid);
      } else {
        const rows = block.block === 'cells' ? block.rows : [block.cells];
        const taken = rows.map(() => Array.from({ length: grid }, () => 0));
        for (const { row, column, columns, rows: height } of placeCells(rows)) {
          for (let y = row; y < row + height; y += 1) {
            for (let x = column; x < column + columns; x += 1) {
              expect(taken[y]?.[x], `row ${String(y)} column ${String(x)}`).toBe(0);
              const line = taken[y];
              if (line) line[x] = 1;
            }
          }
        }
        expect(
          taken.flat().every((times) => times === 1),
          JSON.stringify(rows),
        ).toBe(true);
      }
    }
  });

  it('同一区块内没有两个相同的标签', () => {
    for (const block of template.blocks) {
      if (block.block === 'indicators') continue;
      // Both sides of a target form print 其他资金 and 其中：财政拨款 once each.
      const sides = new Set(
        cellsOf(block).flatMap((cell) =>
          'field' in cell && cell.field.startsWith('funds.') ? [cell.field.split('.')[1]] : [],
        ),
      );
      const labels = cellsOf(block)
        .filter(isLabel)
        .map(({ label }) => label);
      for (const label of labels) {
        expect(labels.filter((other) => other === label).length, label).toBeLessThanOrEqual(
          Math.max(1, sides.size),
        );
      }
    }
  });

  it('每个字段都是记录里有的字段', () => {
    for (const field of fieldsOf(template)) {
      expect(PLAIN.has(field) || FUND.test(field) || FURTHER.test(field), field).toBe(true);
    }
  });

  it('没有一个字段占两个单元格', () => {
    const fields = template.blocks
      .filter(({ block }) => block === 'cells')
      .flatMap(cellsOf)
      .flatMap((cell) => ('field' in cell ? [cell.field] : []));
    expect(new Set(fields).size).toBe(fields.length);
  });

  it('必有的字段都有单元格', () => {
    const fields = fieldsOf(template);
    const required = [
      'header.projectName',
      'indicator.level1',
      'indicator.level2',
      'indicator.level3',
      'indicator.target',
    ];
    if (template.kind === 'self-evaluation') {
      required.push('funds.annual.total.expenditure', 'funds.annual.total.executionRate', 'indicator.actual');
    }
    expect(required.filter((field) => !fields.includes(field))).toEqual([]);
    expect(fields.some((field) => /^header\.(implementingUnit|competentDepartment)$/u.test(field))).toBe(
      true,
    );
    expect(fields.some((field) => field.startsWith('funds.annual.'))).toBe(true);
  });

  it('地区、指标体系和施行日期有效', () => {
    expect(TAXONOMIES.map(({ id }) => id)).toContain(template.taxonomy);
    const region = LEXICON.regions.find(({ code }) => code === template.region);
    expect(region?.name ?? '全国').toBe(template.regionName);
    expect(template.effectiveFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
    if (template.effectiveTo !== undefined) expect(template.effectiveTo > template.effectiveFrom).toBe(true);
  });
});

describe('表样目录', () => {
  it('编号不重复，并能按编号找到', () => {
    expect(new Set(TEMPLATES.map(({ id }) => id)).size).toBe(TEMPLATES.length);
    for (const template of TEMPLATES) expect(templateById(template.id)).toBe(template);
    expect(templateById('没有')).toBeUndefined();
  });

  it.each([
    ['上海市', 2026, 'target', 'shanghai-target-2026'],
    ['上海市', 2021, 'target', 'shanghai-target-2021'],
    ['上海市', 2023, 'self-evaluation', 'shanghai-self-evaluation-2023'],
    ['上海', 2024, 'self-evaluation', 'shanghai-self-evaluation-2024'],
    ['天津市', 2024, 'target', 'tianjin-target-2024'],
    ['四川省', 2015, 'self-evaluation', 'sichuan-self-evaluation-0013zp'],
    ['青海省', 2024, 'target', 'national-target-2021'],
    [null, 2019, 'target', 'national-target-2015'],
    [null, null, 'department-self-evaluation', 'national-self-evaluation-2020'],
    ['天津市', 2024, 'monitoring', 'national-monitoring-2019'],
  ] as const)('%s %s年度的%s用%s', (regionName, fiscalYear, kind, id) => {
    const { template, reason } = chooseTemplate({ regionName, fiscalYear, kind });
    expect(template.id).toBe(id);
    expect(reason).toContain('表样');
  });

  it('读取时匹配的表样优先于地区和年度', () => {
    const question = {
      templateId: 'hainan-self-evaluation-2023',
      regionName: '上海市',
      fiscalYear: 2024,
      kind: 'self-evaluation',
    } as const;
    expect(chooseTemplate(question).template.id).toBe('hainan-self-evaluation-2023');
    expect(chooseTemplate({ ...question, templateId: '已删除' }).template.id).toBe(
      'shanghai-self-evaluation-2024',
    );
  });
});
