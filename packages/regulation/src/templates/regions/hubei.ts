import { defineTemplate } from '@jiheng/domain';

import { amount, fundRow } from '../parts.ts';

/** 湖北省项目自评表: 20 points for the execution rate, 80 for the indicators; no column of points. */
export const hubeiSelfEvaluation = defineTemplate({
  id: 'hubei-self-evaluation-20-80',
  kind: 'self-evaluation',
  title: '项目自评表',
  titleAliases: ['项目支出绩效自评表', '项目绩效自评表'],
  titlePattern: '{year}年度{projectName}项目自评表',
  yearLine: null,
  region: '420000',
  regionName: '湖北省',
  effectiveFrom: '2020-01-01',
  citation: { source: '公开样表', clause: '湖北省项目自评表（预算执行20分，绩效80分）', basis: 'published' },
  amountUnit: '万元',
  taxonomy: 'T2015',
  grid: [12, 13, 14, 24, 14, 14, 9],
  blocks: [
    {
      block: 'line',
      cells: [
        { label: '项目单位（盖章）：', aliases: ['项目单位'] },
        { field: 'header.implementingUnit', kind: 'text', columns: 3 },
        { label: '填报日期：' },
        { field: 'further.填报日期', kind: 'text', columns: 2 },
      ],
    },
    {
      block: 'cells',
      rows: [
        [{ label: '项目名称' }, { field: 'header.projectName', kind: 'text', columns: 6 }],
        [
          { label: '主管部门' },
          { field: 'header.competentDepartment', kind: 'text', columns: 3 },
          { label: '项目实施单位' },
          { field: 'header.implementingUnit', kind: 'text', columns: 2 },
        ],
        [{ label: '项目类别' }, { field: 'header.projectCategory', kind: 'text', columns: 6 }],
        [{ label: '项目属性' }, { field: 'header.projectNature', kind: 'text', columns: 6 }],
        [{ label: '项目类型' }, { field: 'further.项目类型', kind: 'text', columns: 6 }],
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          {
            label: '预算执行情况（万元）（20分）',
            aliases: ['预算执行情况'],
            holdsAmountUnit: true,
            rows: 2,
          },
          { columns: 2 },
          { label: '预算数（A）', aliases: ['预算数'] },
          { label: '执行数（B）', aliases: ['执行数'] },
          { label: '执行率（B/A）', aliases: ['执行率'] },
          { label: '得分（20分*执行率）', aliases: ['得分'] },
        ],
        fundRow({ label: '年度财政资金总额', columns: 2 }, 'total', [
          'adjustedBudget',
          'expenditure',
          'executionRate',
          'score',
        ]),
      ],
    },
    {
      block: 'indicators',
      side: { label: '年度绩效目标1（80分）', aliases: ['年度绩效目标1', '年度绩效目标'] },
      columns: [
        { field: 'level1', label: '一级指标' },
        { field: 'level2', label: '二级指标' },
        { field: 'level3', label: '三级指标' },
        { field: 'target', label: '年初目标值（A）', aliases: ['年初目标值'] },
        { field: 'actual', label: '实际完成值（B）', aliases: ['实际完成值'] },
        { field: 'score', label: '得分' },
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '总分', columns: 6 },
          { field: 'total.score', kind: 'score' },
        ],
        [
          { label: '偏差大或目标未完成原因分析' },
          { field: 'further.偏差大或目标未完成原因分析', kind: 'long-text', columns: 6 },
        ],
        [
          { label: '改进措施及结果应用方案' },
          { field: 'further.改进措施及结果应用方案', kind: 'long-text', columns: 6 },
        ],
      ],
    },
  ],
});

/** 湖北省绩效目标表 */
export const hubeiTarget = defineTemplate({
  id: 'hubei-target-2020',
  kind: 'target',
  title: '绩效目标表',
  titleAliases: ['项目绩效目标表', '项目支出绩效目标表'],
  yearLine: '（{year}年度）',
  region: '420000',
  regionName: '湖北省',
  effectiveFrom: '2020-01-01',
  citation: { source: '公开样表', clause: '湖北省县区2020年度绩效目标表', basis: 'published' },
  amountUnit: '万元',
  taxonomy: 'T2015',
  grid: [14, 18, 20, 28, 20],
  blocks: [
    {
      block: 'cells',
      rows: [
        [{ label: '项目名称' }, { field: 'header.projectName', kind: 'text', columns: 4 }],
        [
          { label: '项目主管部门' },
          { field: 'header.competentDepartment', kind: 'text', columns: 2 },
          { label: '项目执行单位' },
          { field: 'header.implementingUnit', kind: 'text' },
        ],
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '资金情况（万元）', aliases: ['资金情况'], holdsAmountUnit: true, rows: 3 },
          { label: '年度资金总额：', columns: 2 },
          amount('annual', 'total', 'amount', { columns: 2 }),
        ],
        [{ label: '其中：上级资金', columns: 2 }, amount('annual', 'superior', 'amount', { columns: 2 })],
        [{ label: '区级资金', columns: 2 }, amount('annual', 'local', 'amount', { columns: 2 })],
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '总体目标', rows: 2 },
          { label: '年度目标', columns: 4 },
        ],
        [{ field: 'goals.annual', kind: 'long-text', columns: 4 }],
      ],
    },
    {
      block: 'indicators',
      side: { label: '绩效指标' },
      columns: [
        { field: 'level1', label: '一级指标' },
        { field: 'level2', label: '二级指标' },
        { field: 'level3', label: '指标内容', aliases: ['三级指标'] },
        { field: 'target', label: '指标值' },
      ],
    },
  ],
});
