import { defineTemplate } from '@jiheng/domain';

import { amount } from '../parts.ts';

/** 项目支出绩效目标申报表（全国参考表样）: mid-term and annual goals side by side. */
export const nationalTarget2015 = defineTemplate({
  id: 'national-target-2015',
  kind: 'target',
  title: '项目支出绩效目标申报表',
  titleAliases: ['项目支出绩效目标表', '项目绩效目标申报表'],
  yearLine: '（{year}年度）',
  region: '000000',
  regionName: '全国',
  effectiveFrom: '2015-05-21',
  effectiveTo: '2021-08-18',
  citation: { source: '财预〔2015〕88号', clause: '附件', basis: 'recall' },
  amountUnit: '万元',
  taxonomy: 'T2015',
  grid: [6, 10, 12, 18, 12, 12, 18, 12],
  blocks: [
    {
      block: 'cells',
      rows: [
        [
          { label: '项目名称', columns: 2 },
          { field: 'header.projectName', kind: 'text', columns: 6 },
        ],
        [
          { label: '主管部门及代码', aliases: ['主管部门'], columns: 2 },
          { field: 'header.competentDepartment', kind: 'text', columns: 2 },
          { label: '实施单位', columns: 2 },
          { field: 'header.implementingUnit', kind: 'text', columns: 2 },
        ],
        [
          { label: '项目属性', columns: 2 },
          { field: 'header.projectNature', kind: 'text', columns: 2 },
          { label: '项目期', columns: 2 },
          { field: 'further.项目期', kind: 'text', columns: 2 },
        ],
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '项目资金（万元）', aliases: ['项目资金'], holdsAmountUnit: true, columns: 2, rows: 3 },
          { label: '中期资金总额：' },
          amount('midterm', 'total'),
          { label: '年度资金总额：', columns: 2 },
          amount('annual', 'total', 'amount', { columns: 2 }),
        ],
        [
          { label: '其中：财政拨款' },
          amount('midterm', 'fiscal'),
          { label: '其中：财政拨款', columns: 2 },
          amount('annual', 'fiscal', 'amount', { columns: 2 }),
        ],
        [
          { label: '其他资金' },
          amount('midterm', 'other'),
          { label: '其他资金', columns: 2 },
          amount('annual', 'other', 'amount', { columns: 2 }),
        ],
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '总体目标', rows: 2 },
          { label: '中期目标', aliases: ['中期目标（{year}年—{year}年）'], columns: 4 },
          { label: '年度目标', columns: 3 },
        ],
        [
          { field: 'goals.overall', kind: 'long-text', columns: 4 },
          { field: 'goals.annual', kind: 'long-text', columns: 3 },
        ],
      ],
    },
    {
      block: 'indicators',
      side: { label: '绩效指标' },
      columns: [
        { field: 'level1', label: '一级指标' },
        { field: 'further.中期二级指标', label: '二级指标' },
        { field: 'further.中期三级指标', label: '三级指标' },
        { field: 'further.中期指标值', label: '指标值' },
        { field: 'level2', label: '二级指标' },
        { field: 'level3', label: '三级指标' },
        { field: 'target', label: '指标值' },
      ],
    },
  ],
});
