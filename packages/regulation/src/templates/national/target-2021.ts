import { defineTemplate } from '@jiheng/domain';

import { amount, LEVELS } from '../parts.ts';

/** 项目支出绩效目标表（全国参考表样，2021年起）: one year, with weights. */
export const nationalTarget2021 = defineTemplate({
  id: 'national-target-2021',
  kind: 'target',
  title: '项目支出绩效目标表',
  titleAliases: ['项目支出绩效目标申报表', '项目绩效目标表', '绩效目标申报表', '预算项目绩效目标申报表'],
  yearLine: '（{year}年度）',
  region: '000000',
  regionName: '全国',
  effectiveFrom: '2021-08-18',
  citation: { source: '财预〔2021〕101号', clause: '附件', basis: 'recall' },
  amountUnit: '万元',
  taxonomy: 'T2021',
  grid: [9, 14, 16, 26, 20, 15],
  blocks: [
    {
      block: 'cells',
      rows: [
        [{ label: '项目名称' }, { field: 'header.projectName', kind: 'text', columns: 5 }],
        [
          { label: '主管部门', aliases: ['主管部门及代码'] },
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
          { label: '项目资金（万元）', aliases: ['项目资金'], holdsAmountUnit: true, rows: 4 },
          { label: '年度资金总额：', columns: 2 },
          amount('annual', 'total', 'amount', { columns: 3 }),
        ],
        [
          { label: '其中：财政拨款', aliases: ['其中：当年财政拨款'], columns: 2 },
          amount('annual', 'fiscal', 'amount', { columns: 3 }),
        ],
        [{ label: '上年结转', columns: 2 }, amount('annual', 'carryover', 'amount', { columns: 3 })],
        [{ label: '其他资金', columns: 2 }, amount('annual', 'other', 'amount', { columns: 3 })],
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '年度总体目标', aliases: ['年度绩效目标'] },
          { field: 'goals.annual', kind: 'long-text', columns: 5 },
        ],
      ],
    },
    {
      block: 'indicators',
      side: { label: '绩效指标' },
      columns: [
        ...LEVELS,
        { field: 'target', label: '指标值', aliases: ['年度指标值'] },
        { field: 'maxScore', label: '分值权重', aliases: ['分值', '权重'] },
      ],
    },
  ],
});
