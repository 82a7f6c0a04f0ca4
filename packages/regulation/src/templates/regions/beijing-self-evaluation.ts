import { defineTemplate, type FundKey, type TemplateCell } from '@jiheng/domain';

import { amount, LEVELS } from '../parts.ts';

function row(label: string, key: FundKey): readonly TemplateCell[] {
  return [
    { label, columns: 2 },
    amount('annual', key, 'initialBudget'),
    amount('annual', key, 'expenditure'),
    amount('annual', key, 'maxScore'),
    amount('annual', key, 'executionRate'),
    amount('annual', key, 'score'),
    { field: `further.${label}得分计算方法`, kind: 'text' },
  ];
}

/** 北京市海淀区项目支出绩效自评表: tells how each score was computed. */
export const beijingSelfEvaluation = defineTemplate({
  id: 'beijing-self-evaluation-2016',
  kind: 'self-evaluation',
  title: '项目支出绩效自评表',
  titleAliases: ['项目绩效自评表'],
  yearLine: '（{year}年度）',
  region: '110000',
  regionName: '北京市',
  effectiveFrom: '2016-01-01',
  citation: { source: '公开样表', clause: '北京市海淀区2016年度项目支出绩效自评表', basis: 'published' },
  amountUnit: '万元',
  taxonomy: 'T2015',
  grid: [6, 9, 11, 16, 10, 11, 11, 12, 8, 14],
  orientation: 'landscape',
  blocks: [
    {
      block: 'cells',
      rows: [
        [
          { label: '项目名称', columns: 2 },
          { field: 'header.projectName', kind: 'text', columns: 8 },
        ],
        [
          { label: '主管部门', columns: 2 },
          { field: 'header.competentDepartment', kind: 'text', columns: 3 },
          { label: '实施单位', columns: 2 },
          { field: 'header.implementingUnit', kind: 'text', columns: 3 },
        ],
        [
          { label: '项目负责人', columns: 2 },
          { field: 'further.项目负责人', kind: 'text', columns: 3 },
          { label: '联系电话', columns: 2 },
          { field: 'further.联系电话', kind: 'text', columns: 3 },
        ],
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '项目资金（万元）', aliases: ['项目资金'], holdsAmountUnit: true, columns: 2, rows: 4 },
          { columns: 2 },
          { label: '年初预算数（A）', aliases: ['年初预算数'] },
          { label: '全年执行数（B）', aliases: ['全年执行数'] },
          { label: '分值（10分）', aliases: ['分值'] },
          { label: '执行率（B/A）', aliases: ['执行率'] },
          { label: '得分' },
          { label: '得分计算方法' },
        ],
        row('年度资金总额', 'total'),
        row('其中：财政拨款', 'fiscal'),
        row('其他资金', 'other'),
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '年度总体目标', rows: 2 },
          { label: '年初设定目标', columns: 4 },
          { label: '全年实际完成情况', columns: 5 },
        ],
        [
          { field: 'goals.expected', kind: 'long-text', columns: 4 },
          { field: 'goals.actual', kind: 'long-text', columns: 5 },
        ],
      ],
    },
    {
      block: 'indicators',
      side: { label: '绩效指标' },
      columns: [
        ...LEVELS,
        { field: 'maxScore', label: '分值' },
        { field: 'target', label: '年度指标值（A）', aliases: ['年度指标值'] },
        { field: 'actual', label: '全年实际值（B）', aliases: ['全年实际值'] },
        { field: 'further.得分计算方法', label: '得分计算方法' },
        { field: 'score', label: '得分' },
        { field: 'deviationReason', label: '未完成原因分析' },
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '总分', columns: 4 },
          { field: 'total.maxScore', kind: 'score' },
          { columns: 3 },
          { field: 'total.score', kind: 'score' },
          {},
        ],
      ],
    },
  ],
});
