import { defineTemplate } from '@jiheng/domain';

import { amount, LEVELS } from '../parts.ts';

/** 上海市财政项目支出绩效目标申报表（2026年度公开样式） */
export const shanghaiTarget2026 = defineTemplate({
  id: 'shanghai-target-2026',
  kind: 'target',
  title: '财政项目支出绩效目标申报表',
  yearLine: '({year}年度)',
  region: '310000',
  regionName: '上海市',
  effectiveFrom: '2025-01-01',
  citation: { source: '公开样表', clause: '市级部门2026年度项目绩效目标', basis: 'published' },
  amountUnit: '元',
  taxonomy: 'T2021',
  grid: [9, 16, 16, 20, 13, 13],
  blocks: [
    {
      block: 'cells',
      rows: [
        [
          { label: '项目名称' },
          { field: 'header.projectName', kind: 'text' },
          { label: '项目性质' },
          { field: 'header.projectNature', kind: 'text' },
          { label: '项目类别' },
          { field: 'header.projectCategory', kind: 'text' },
        ],
        [
          { label: '主管部门' },
          { field: 'header.competentDepartment', kind: 'text' },
          { label: '实施单位' },
          { field: 'header.implementingUnit', kind: 'text', columns: 3 },
        ],
        [
          { label: '计划开始日期' },
          { field: 'header.startDate', kind: 'date' },
          { label: '计划完成日期' },
          { field: 'header.endDate', kind: 'date', columns: 3 },
        ],
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '项目资金（元）', aliases: ['项目资金'], holdsAmountUnit: true, rows: 4 },
          { label: '项目资金总额：' },
          amount('project', 'total'),
          { label: '年度资金申请总额：' },
          amount('annual', 'total', 'amount', { columns: 2 }),
        ],
        [
          { label: '其中：财政资金', aliases: ['财政资金'] },
          amount('project', 'fiscal'),
          { label: '其中：当年财政拨款', aliases: ['当年财政拨款'] },
          amount('annual', 'fiscal', 'amount', { columns: 2 }),
        ],
        [{}, {}, { label: '上年结转资金' }, amount('annual', 'carryover', 'amount', { columns: 2 })],
        [
          { label: '其他资金' },
          amount('project', 'other'),
          { label: '其他资金' },
          amount('annual', 'other', 'amount', { columns: 2 }),
        ],
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '项目绩效目标', rows: 2 },
          { label: '项目总目标', columns: 2 },
          { label: '年度总体目标', aliases: ['年度总目标'], columns: 3 },
        ],
        [
          { field: 'goals.overall', kind: 'long-text', columns: 2 },
          { field: 'goals.annual', kind: 'long-text', columns: 3 },
        ],
      ],
    },
    {
      block: 'indicators',
      side: { label: '绩效指标' },
      columns: [
        ...LEVELS,
        { field: 'target', label: '年度(/项目)指标值', aliases: ['年度指标值'], columns: 2 },
      ],
    },
  ],
});
