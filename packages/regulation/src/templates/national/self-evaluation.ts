import { defineTemplate } from '@jiheng/domain';

import { fundRow, LEVELS, SELF_EVALUATION_AMOUNTS } from '../parts.ts';

/** 项目支出绩效自评表（全国参考表样） */
export const nationalSelfEvaluation = defineTemplate({
  id: 'national-self-evaluation-2020',
  kind: 'self-evaluation',
  title: '项目支出绩效自评表',
  titleAliases: ['项目绩效自评表', '绩效自评表', '项目自评表', '预算项目支出绩效自评表'],
  yearLine: '（{year}年度）',
  region: '000000',
  regionName: '全国',
  effectiveFrom: '2020-02-25',
  citation: { source: '财预〔2020〕10号', clause: '附件', basis: 'recall' },
  amountUnit: '万元',
  taxonomy: 'T2015',
  grid: [6, 9, 12, 18, 12, 12, 8, 9, 14],
  blocks: [
    {
      block: 'cells',
      rows: [
        [
          { label: '项目名称', columns: 3 },
          { field: 'header.projectName', kind: 'text', columns: 6 },
        ],
        [
          { label: '主管部门', columns: 3 },
          { field: 'header.competentDepartment', kind: 'text', columns: 2 },
          { label: '实施单位', columns: 2 },
          { field: 'header.implementingUnit', kind: 'text', columns: 2 },
        ],
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          {
            label: '项目资金（万元）',
            aliases: ['项目资金', '项目资金（元）'],
            holdsAmountUnit: true,
            columns: 2,
            rows: 5,
          },
          {},
          { label: '年初预算数' },
          { label: '全年预算数', aliases: ['全年预算数（A）'] },
          { label: '全年执行数', aliases: ['全年执行数（B）'] },
          { label: '分值', aliases: ['分数'] },
          { label: '执行率', aliases: ['执行率（B/A）', '执行率（%）'] },
          { label: '得分' },
        ],
        fundRow({ label: '年度资金总额' }, 'total', SELF_EVALUATION_AMOUNTS, '—'),
        fundRow(
          { label: '其中：当年财政拨款', aliases: ['当年财政拨款'] },
          'fiscal',
          SELF_EVALUATION_AMOUNTS,
          '—',
        ),
        fundRow({ label: '上年结转资金' }, 'carryover', SELF_EVALUATION_AMOUNTS, '—'),
        fundRow({ label: '其他资金' }, 'other', SELF_EVALUATION_AMOUNTS, '—'),
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '年度总体目标', rows: 2 },
          { label: '预期目标', columns: 4 },
          { label: '实际完成情况', columns: 4 },
        ],
        [
          { field: 'goals.expected', kind: 'long-text', columns: 4 },
          { field: 'goals.actual', kind: 'long-text', columns: 4 },
        ],
      ],
    },
    {
      block: 'indicators',
      side: { label: '绩效指标' },
      columns: [
        ...LEVELS,
        { field: 'target', label: '年度指标值' },
        { field: 'actual', label: '实际完成值' },
        { field: 'maxScore', label: '分值' },
        { field: 'score', label: '得分' },
        { field: 'deviationReason', label: '偏差原因分析及改进措施' },
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '总分', columns: 6 },
          { field: 'total.maxScore', kind: 'score' },
          { field: 'total.score', kind: 'score' },
          {},
        ],
      ],
    },
  ],
});
