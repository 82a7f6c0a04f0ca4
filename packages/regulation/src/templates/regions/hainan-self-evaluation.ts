import { defineTemplate, type FundKey, type TemplateCell } from '@jiheng/domain';

import { fundRow, LEVELS, type AmountColumn } from '../parts.ts';

const AMOUNTS: readonly AmountColumn[] = [
  'initialBudget',
  ['adjustedBudget', 2],
  ['expenditure', 2],
  'maxScore',
  'executionRate',
  ['score', 2],
];

const row = (label: string, key: FundKey): readonly TemplateCell[] =>
  fundRow({ label, columns: 2 }, key, AMOUNTS, '');

/** 海南省项目支出绩效自评表: amounts in 元, rate of completion for each indicator. */
export const hainanSelfEvaluation = defineTemplate({
  id: 'hainan-self-evaluation-2023',
  kind: 'self-evaluation',
  title: '项目支出绩效自评表',
  yearLine: null,
  region: '460000',
  regionName: '海南省',
  effectiveFrom: '2021-01-01',
  citation: { source: '公开样表', clause: '海南省2023年项目绩效自评公开', basis: 'published' },
  amountUnit: '元',
  taxonomy: 'T2015',
  grid: [12, 12, 18, 8, 9, 9, 10, 9, 8, 8, 16],
  orientation: 'landscape',
  blocks: [
    {
      block: 'cells',
      rows: [
        [
          { label: '项目名称：' },
          { field: 'header.projectName', kind: 'text', columns: 4 },
          { label: '填报人：' },
          { field: 'further.填报人', kind: 'text', columns: 2 },
          { label: '联系方式：' },
          { field: 'further.联系方式', kind: 'text', columns: 2 },
        ],
        [
          { label: '主管部门：' },
          { field: 'header.competentDepartment', kind: 'text', columns: 4 },
          { label: '实施单位：' },
          { field: 'header.implementingUnit', kind: 'text', columns: 5 },
        ],
        [
          { label: '是否公开：' },
          { field: 'further.是否公开', kind: 'text', columns: 4 },
          { label: '网址：' },
          { field: 'further.网址', kind: 'text', columns: 5 },
        ],
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '资金构成（元）', aliases: ['资金构成'], holdsAmountUnit: true, columns: 2 },
          { label: '年初预算数' },
          { label: '全年预算数', columns: 2 },
          { label: '执行数', columns: 2 },
          { label: '分值' },
          { label: '执行率（%）', aliases: ['执行率'] },
          { label: '得分', columns: 2 },
        ],
        row('资金总额：', 'total'),
        row('其中：财政资金：', 'fiscal'),
        row('单位资金：', 'unit'),
        row('财政专户管理资金：', 'special'),
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '年度目标', columns: 5 },
          { label: '年度目标完成情况', columns: 6 },
        ],
        [
          { field: 'goals.expected', kind: 'long-text', columns: 5 },
          { field: 'goals.actual', kind: 'long-text', columns: 6 },
        ],
      ],
    },
    {
      block: 'indicators',
      columns: [
        ...LEVELS,
        { field: 'targetOperator', label: '指标性质' },
        { field: 'target', label: '年度指标值' },
        { field: 'targetUnit', label: '度量单位' },
        { field: 'actual', label: '实际完成值' },
        { field: 'further.完成率', label: '完成率' },
        { field: 'maxScore', label: '分值' },
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
      ],
    },
  ],
});
