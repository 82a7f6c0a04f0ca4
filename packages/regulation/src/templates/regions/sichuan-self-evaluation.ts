import { defineTemplate, type FundAmountField } from '@jiheng/domain';

import { fundRow, LEVELS } from '../parts.ts';

const AMOUNTS: readonly FundAmountField[] = [
  'initialBudget',
  'adjustedBudget',
  'expenditure',
  'executionRate',
  'maxScore',
  'score',
];

const row = (label: string, key: Parameters<typeof fundRow>[1]) => [
  ...fundRow({ label, columns: 2 }, key, AMOUNTS, '/'),
  { field: `funds.annual.${key}.reason`, kind: 'text', columns: 2 } as const,
];

/** 四川省部门预算项目支出绩效自评表（510000_0013zp） */
export const sichuanSelfEvaluation = defineTemplate({
  id: 'sichuan-self-evaluation-0013zp',
  kind: 'self-evaluation',
  title: '部门预算项目支出绩效自评表',
  titleAliases: ['部门预算项目支出绩效自评表（{year}年度）'],
  yearLine: '（{year}年度）',
  region: '510000',
  regionName: '四川省',
  effectiveFrom: '2021-01-01',
  citation: { source: '公开样表', clause: '报表编号510000_0013zp', basis: 'published' },
  amountUnit: '万元',
  taxonomy: 'T2015',
  grid: [11, 10, 11, 15, 10, 10, 9, 10, 8, 8, 14],
  orientation: 'landscape',
  blocks: [
    { block: 'line', cells: [{ label: '报表编号：510000_0013zp', columns: 11 }] },
    {
      block: 'cells',
      rows: [
        [{ label: '项目名称' }, { field: 'header.projectName', kind: 'text', columns: 10 }],
        [
          { label: '主管部门' },
          { field: 'header.competentDepartment', kind: 'text', columns: 4 },
          { label: '实施单位（盖章）', aliases: ['实施单位'], columns: 2 },
          { field: 'header.implementingUnit', kind: 'text', columns: 4 },
        ],
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '项目基本情况', rows: 4 },
          { label: '1.项目年度目标完成情况', rows: 2 },
          { label: '项目年度目标', columns: 4 },
          { label: '年度目标完成情况', columns: 5 },
        ],
        [
          { field: 'goals.expected', kind: 'long-text', columns: 4 },
          { field: 'goals.actual', kind: 'long-text', columns: 5 },
        ],
        [
          { label: '2.项目实施内容及过程概述', rows: 2 },
          { field: 'further.项目实施内容及过程概述', kind: 'long-text', columns: 9, rows: 2 },
        ],
        [],
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '预算执行情况（10分）', aliases: ['预算执行情况'], rows: 6 },
          { label: '年度预算数（万元）', aliases: ['年度预算数'], holdsAmountUnit: true, columns: 2 },
          { label: '年初预算' },
          { label: '调整后预算数' },
          { label: '预算执行数' },
          { label: '预算执行率' },
          { label: '权重' },
          { label: '得分' },
          { label: '原因', columns: 2 },
        ],
        row('总额', 'total'),
        row('其中：财政资金', 'fiscal'),
        row('财政专户管理资金', 'special'),
        row('单位资金', 'unit'),
        row('其他资金', 'other'),
      ],
    },
    {
      block: 'indicators',
      side: { label: '绩效指标（90分）', aliases: ['绩效指标'] },
      columns: [
        ...LEVELS,
        { field: 'targetOperator', label: '指标性质' },
        { field: 'target', label: '指标值' },
        { field: 'targetUnit', label: '度量单位' },
        { field: 'actual', label: '完成值' },
        { field: 'maxScore', label: '权重' },
        { field: 'score', label: '得分' },
        { field: 'deviationReason', label: '未完成原因分析' },
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '合计', columns: 8 },
          { field: 'total.maxScore', kind: 'score' },
          { field: 'total.score', kind: 'score' },
          {},
        ],
        [{ label: '评价结论' }, { field: 'further.评价结论', kind: 'long-text', columns: 10 }],
        [{ label: '存在问题' }, { field: 'further.存在问题', kind: 'long-text', columns: 10 }],
        [{ label: '改进措施' }, { field: 'further.改进措施', kind: 'long-text', columns: 10 }],
      ],
    },
    {
      block: 'line',
      cells: [
        { label: '项目负责人：' },
        { field: 'further.项目负责人', kind: 'text', columns: 4 },
        { label: '财务负责人：' },
        { field: 'further.财务负责人', kind: 'text', columns: 5 },
      ],
    },
  ],
});
