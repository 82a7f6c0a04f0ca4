import { defineTemplate, type FundKey, type TemplateCell } from '@jiheng/domain';

import { amount, LEVELS } from '../parts.ts';

const row = (label: string, key: FundKey): readonly TemplateCell[] => [
  { label, columns: 2 },
  amount('annual', key),
];

/** 江苏省市级项目绩效目标表: half-year and full-year values, decision and process indicators. */
export const jiangsuTarget = defineTemplate({
  id: 'jiangsu-target-2024',
  kind: 'target',
  title: '项目绩效目标表',
  titleAliases: ['项目支出绩效目标表', '项目绩效目标申报表'],
  titlePattern: '{year}年度{projectName}项目绩效目标表',
  yearLine: '{year}年度',
  region: '320000',
  regionName: '江苏省',
  effectiveFrom: '2021-01-01',
  citation: { source: '公开样表', clause: '江苏省市级2024年度项目绩效公开', basis: 'published' },
  amountUnit: '万元',
  taxonomy: 'T-decision',
  grid: [14, 14, 14, 26, 16, 16],
  blocks: [
    {
      block: 'cells',
      rows: [
        [
          { label: '项目名称' },
          { field: 'header.projectName', kind: 'text', columns: 2 },
          { label: '实施部门' },
          { field: 'header.competentDepartment', kind: 'text', columns: 2 },
        ],
        [
          { label: '项目类型' },
          { field: 'header.projectCategory', kind: 'text', columns: 2 },
          { label: '项目级次' },
          { field: 'further.项目级次', kind: 'text', columns: 2 },
        ],
        [
          { label: '开始时间' },
          { field: 'header.startDate', kind: 'date', columns: 2 },
          { label: '完成时间' },
          { field: 'header.endDate', kind: 'date', columns: 2 },
        ],
        [
          { label: '预算单位' },
          { field: 'header.implementingUnit', kind: 'text', columns: 2 },
          { label: '项目负责人/联系电话' },
          { field: 'further.项目负责人/联系电话', kind: 'text', columns: 2 },
        ],
        [{ label: '项目概述' }, { field: 'further.项目概述', kind: 'long-text', columns: 5 }],
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '项目资金（万元）', aliases: ['项目资金'], holdsAmountUnit: true, rows: 12 },
          { label: '收入', columns: 2, rows: 10 },
          { columns: 2 },
          { label: '全年（程）预算数', aliases: ['全年预算数'] },
        ],
        row('资金总额', 'total'),
        [
          { label: '财政拨款', rows: 3 },
          { label: '小计', aliases: ['财政拨款小计'] },
          amount('annual', 'fiscal'),
        ],
        [{ label: '一般公共预算资金' }, amount('annual', 'general')],
        [{ label: '政府性基金' }, amount('annual', 'government')],
        row('财政专户管理资金', 'special'),
        row('国有资本金', 'state'),
        row('社保基金', 'social'),
        row('上年结转资金', 'carryover'),
        row('其他资金', 'other'),
        [
          { label: '支出', columns: 2, rows: 2 },
          {},
          { label: '半年（程）计划执行数' },
          { label: '全年预算支出数', aliases: ['全年（程）预算数'] },
        ],
        [
          { field: 'further.支出', kind: 'text' },
          { field: 'further.半年（程）计划执行数', kind: 'money' },
          { field: 'further.全年预算支出数', kind: 'money' },
        ],
      ],
    },
    {
      block: 'cells',
      rows: [[{ label: '中长期目标' }, { field: 'goals.overall', kind: 'long-text', columns: 5 }]],
    },
    {
      block: 'indicators',
      columns: [
        ...LEVELS,
        { field: 'further.半年指标值', label: '半年（程）指标值', columns: 2 },
        { field: 'target', label: '全年（程）指标值' },
      ],
    },
  ],
});
