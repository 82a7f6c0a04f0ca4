import { deriveTemplate } from '@jiheng/domain';

import { nationalSelfEvaluation } from '../national/self-evaluation.ts';
import { fundRow, type AmountColumn } from '../parts.ts';

const AMOUNTS: readonly AmountColumn[] = [
  'initialBudget',
  ['adjustedBudget', 2],
  ['expenditure', 2],
  'maxScore',
  'executionRate',
  'score',
];

/** 云南省项目支出绩效自评表: sign, value and unit of the target have columns of their own. */
export const yunnanSelfEvaluation = deriveTemplate(
  nationalSelfEvaluation,
  {
    id: 'yunnan-self-evaluation-2020',
    region: '530000',
    regionName: '云南省',
    effectiveFrom: '2020-01-01',
    citation: { source: '公开样表', clause: '云南省2020年度项目支出绩效自评表', basis: 'published' },
    grid: [6, 9, 12, 18, 8, 9, 8, 10, 8, 8, 14],
    orientation: 'landscape',
  },
  [
    {
      change: 'replace-block',
      holding: '项目名称',
      block: {
        block: 'cells',
        rows: [
          [
            { label: '项目名称', columns: 3 },
            { field: 'header.projectName', kind: 'text', columns: 8 },
          ],
          [
            { label: '主管部门', columns: 3 },
            { field: 'header.competentDepartment', kind: 'text', columns: 3 },
            { label: '实施单位', columns: 2 },
            { field: 'header.implementingUnit', kind: 'text', columns: 3 },
          ],
        ],
      },
    },
    {
      change: 'replace-block',
      holding: '年初预算数',
      block: {
        block: 'cells',
        rows: [
          [
            { label: '项目资金（万元）', aliases: ['项目资金'], holdsAmountUnit: true, columns: 2, rows: 5 },
            {},
            { label: '年初预算数' },
            { label: '全年预算数', columns: 2 },
            { label: '全年执行数', columns: 2 },
            { label: '分值' },
            { label: '执行率' },
            { label: '得分' },
          ],
          fundRow({ label: '年度资金总额' }, 'total', AMOUNTS, '—'),
          fundRow({ label: '其中：当年财政拨款' }, 'fiscal', AMOUNTS, '—'),
          fundRow({ label: '上年结转资金' }, 'carryover', AMOUNTS, '—'),
          fundRow({ label: '其他资金' }, 'other', AMOUNTS, '—'),
        ],
      },
    },
    {
      change: 'replace-block',
      holding: '预期目标',
      block: {
        block: 'cells',
        rows: [
          [
            { label: '年度总体目标', rows: 2 },
            { label: '预期目标', columns: 5 },
            { label: '实际完成情况', columns: 5 },
          ],
          [
            { field: 'goals.expected', kind: 'long-text', columns: 5 },
            { field: 'goals.actual', kind: 'long-text', columns: 5 },
          ],
        ],
      },
    },
    { change: 'relabel', label: '年度指标值', to: '指标值' },
    { change: 'insert-column', after: 'level3', column: { field: 'targetOperator', label: '指标性质' } },
    { change: 'insert-column', after: 'target', column: { field: 'targetUnit', label: '度量单位' } },
    {
      change: 'replace-block',
      holding: '总分',
      block: {
        block: 'cells',
        rows: [
          [
            { label: '总分', columns: 8 },
            { field: 'total.maxScore', kind: 'score' },
            { field: 'total.score', kind: 'score' },
            {},
          ],
        ],
      },
    },
  ],
);
