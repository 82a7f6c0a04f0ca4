import { defineTemplate, type FundKey, type TemplateCell } from '@jiheng/domain';

import { amount, LEVELS } from '../parts.ts';

/** 监控期的一行资金. The full-year forecast has no field of its own in the record. */
function monitoredRow(label: string, key: FundKey): readonly TemplateCell[] {
  return [
    { label, columns: 2 },
    amount('annual', key, 'initialBudget', { columns: 2 }),
    amount('annual', key, 'expenditure', { columns: 2 }),
    amount('annual', key, 'executionRate', { columns: 4 }),
    { field: `further.${label}全年预计执行数`, kind: 'money', columns: 4 },
  ];
}

/** 项目支出绩效目标执行监控表（全国参考表样） */
export const nationalMonitoring = defineTemplate({
  id: 'national-monitoring-2019',
  kind: 'monitoring',
  title: '项目支出绩效目标执行监控表',
  titleAliases: ['项目支出绩效运行监控表', '绩效目标执行监控表', '绩效运行监控表'],
  yearLine: '（{year}年度）',
  region: '000000',
  regionName: '全国',
  effectiveFrom: '2019-07-26',
  citation: { source: '财预〔2019〕136号', clause: '附件', basis: 'recall' },
  amountUnit: '万元',
  taxonomy: 'T2015',
  grid: [6, 8, 9, 14, 9, 9, 9, 5, 5, 5, 5, 5, 12, 5, 5, 6, 5],
  orientation: 'landscape',
  blocks: [
    {
      block: 'cells',
      rows: [
        [
          { label: '项目名称', columns: 3 },
          { field: 'header.projectName', kind: 'text', columns: 14 },
        ],
        [
          { label: '主管部门及代码', aliases: ['主管部门'], columns: 3 },
          { field: 'header.competentDepartment', kind: 'text', columns: 4 },
          { label: '实施单位', columns: 4 },
          { field: 'header.implementingUnit', kind: 'text', columns: 6 },
        ],
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '项目资金（万元）', aliases: ['项目资金'], holdsAmountUnit: true, columns: 3, rows: 4 },
          { columns: 2 },
          { label: '年初预算数', columns: 2 },
          { label: '1-7月执行数', columns: 2 },
          { label: '1-7月执行率', columns: 4 },
          { label: '全年预计执行数', columns: 4 },
        ],
        monitoredRow('年度资金总额', 'total'),
        monitoredRow('其中：本年一般公共预算拨款', 'fiscal'),
        monitoredRow('其他资金', 'other'),
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '年度总体目标', columns: 3 },
          { field: 'goals.annual', kind: 'long-text', columns: 14 },
        ],
      ],
    },
    {
      block: 'indicators',
      side: { label: '绩效指标' },
      columns: [
        ...LEVELS,
        { field: 'target', label: '年度指标值' },
        { field: 'actual', label: '1-7月执行情况' },
        { field: 'further.预计完成值', label: '全年预计完成情况' },
        { field: 'further.经费保障', label: '经费保障', group: '偏差原因分析' },
        { field: 'further.制度保障', label: '制度保障', group: '偏差原因分析' },
        { field: 'further.人员保障', label: '人员保障', group: '偏差原因分析' },
        { field: 'further.硬件条件保障', label: '硬件条件保障', group: '偏差原因分析' },
        { field: 'further.其他原因', label: '其他', group: '偏差原因分析' },
        { field: 'deviationReason', label: '原因说明', group: '偏差原因分析' },
        { field: 'further.确定能', label: '确定能', group: '完成目标可能性' },
        { field: 'further.有可能', label: '有可能', group: '完成目标可能性' },
        { field: 'further.完全不可能', label: '完全不可能', group: '完成目标可能性' },
        { field: 'further.备注', label: '备注' },
      ],
    },
  ],
});
