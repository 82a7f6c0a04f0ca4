import { defineTemplate } from '@jiheng/domain';

import { amount, fundRow, LEVELS } from '../parts.ts';

/** 湖南省项目支出绩效目标申报表 */
export const hunanTarget = defineTemplate({
  id: 'hunan-target-2023',
  kind: 'target',
  title: '项目支出绩效目标申报表',
  titlePattern: '{year}年项目支出绩效目标申报表',
  yearLine: null,
  region: '430000',
  regionName: '湖南省',
  effectiveFrom: '2021-01-01',
  citation: { source: '公开样表', clause: '湖南省市县2023年项目支出绩效目标申报表', basis: 'published' },
  amountUnit: '万元',
  taxonomy: 'T2015',
  grid: [14, 14, 18, 22, 18, 14],
  blocks: [
    {
      block: 'line',
      cells: [
        { label: '填报单位：（盖章）', aliases: ['填报单位'] },
        { field: 'header.implementingUnit', kind: 'text', columns: 3 },
        { label: '单位：万元', holdsAmountUnit: true, columns: 2 },
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '项目支出名称', aliases: ['项目名称'] },
          { field: 'header.projectName', kind: 'text', columns: 2 },
          { label: '预算部门' },
          { field: 'header.competentDepartment', kind: 'text', columns: 2 },
        ],
        [
          { label: '年度本级预算金额' },
          amount('annual', 'fiscal', 'amount', { columns: 2 }),
          { label: '该项目支出上级资金' },
          amount('annual', 'superior', 'amount', { columns: 2 }),
        ],
        [{ label: '项目支出实施期' }, { field: 'further.项目期', kind: 'text', columns: 5 }],
        [{ label: '实施期绩效目标' }, { field: 'goals.overall', kind: 'long-text', columns: 5 }],
        [{ label: '本年度绩效目标' }, { field: 'goals.annual', kind: 'long-text', columns: 5 }],
      ],
    },
    {
      block: 'indicators',
      side: { label: '本年度绩效指标' },
      columns: [
        ...LEVELS,
        { field: 'target', label: '指标值及单位', aliases: ['指标值'] },
        { field: 'further.绩效标准', label: '绩效标准' },
      ],
    },
    {
      block: 'cells',
      rows: [
        [{ label: '财政部门审核意见' }, { field: 'further.财政部门审核意见', kind: 'long-text', columns: 5 }],
      ],
    },
    {
      block: 'line',
      cells: [
        { label: '填表人：' },
        { field: 'further.填表人', kind: 'text' },
        { label: '联系电话：' },
        { field: 'further.联系电话', kind: 'text' },
        { label: '填报日期：' },
        { field: 'further.填报日期', kind: 'text' },
      ],
    },
  ],
});

/** 湖南省专项资金绩效自评表: without points. */
export const hunanSelfEvaluation = defineTemplate({
  id: 'hunan-special-fund-self-evaluation',
  kind: 'self-evaluation',
  title: '专项资金绩效自评表',
  titleAliases: ['专项转移支付绩效目标自评表', '绩效目标自评表'],
  yearLine: '（{year}年度）',
  region: '430000',
  regionName: '湖南省',
  effectiveFrom: '2019-01-01',
  citation: { source: '公开样表', clause: '湖南省县级专项资金绩效自评表', basis: 'published' },
  amountUnit: '万元',
  taxonomy: 'T2015',
  grid: [8, 11, 14, 22, 15, 15, 15],
  blocks: [
    {
      block: 'cells',
      rows: [
        [
          { label: '专项名称', columns: 2 },
          { field: 'header.projectName', kind: 'text', columns: 5 },
        ],
        [
          { label: '主管部门', columns: 2 },
          { field: 'header.competentDepartment', kind: 'text', columns: 2 },
          { label: '实施单位' },
          { field: 'header.implementingUnit', kind: 'text', columns: 2 },
        ],
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '项目资金（万元）', aliases: ['项目资金'], holdsAmountUnit: true, columns: 2, rows: 4 },
          { columns: 2 },
          { label: '全年预算数（A）', aliases: ['全年预算数'] },
          { label: '全年执行数（B）', aliases: ['全年执行数'] },
          { label: '执行率（B/A）', aliases: ['执行率'] },
        ],
        fundRow({ label: '年度资金总额：', columns: 2 }, 'total', [
          'adjustedBudget',
          'expenditure',
          'executionRate',
        ]),
        fundRow({ label: '其中：中央补助', columns: 2 }, 'central', [
          'adjustedBudget',
          'expenditure',
          'executionRate',
        ]),
        fundRow({ label: '地方资金', columns: 2 }, 'local', [
          'adjustedBudget',
          'expenditure',
          'executionRate',
        ]),
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '年度总体目标', rows: 2 },
          { label: '年初设定目标', columns: 3 },
          { label: '全年实际完成情况', columns: 3 },
        ],
        [
          { field: 'goals.expected', kind: 'long-text', columns: 3 },
          { field: 'goals.actual', kind: 'long-text', columns: 3 },
        ],
      ],
    },
    {
      block: 'indicators',
      side: { label: '绩效指标' },
      columns: [
        ...LEVELS,
        { field: 'target', label: '年度指标值' },
        { field: 'actual', label: '全年完成值' },
        { field: 'deviationReason', label: '未完成原因和改进措施' },
      ],
    },
    {
      block: 'cells',
      rows: [[{ label: '说明' }, { field: 'further.说明', kind: 'long-text', columns: 6 }]],
    },
  ],
});
