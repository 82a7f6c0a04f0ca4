import { defineTemplate, deriveTemplate } from '@jiheng/domain';

import { fundRow, LEVELS, SELF_EVALUATION_AMOUNTS } from '../parts.ts';

/** The labels of the fund rows reach into the third level's column. */
const WIDE_LEVELS = LEVELS.map((level) => (level.field === 'level3' ? { ...level, columns: 2 } : level));

/** 上海市财政项目支出绩效自评表（2023年度公开样式） */
export const shanghaiSelfEvaluation2023 = defineTemplate({
  id: 'shanghai-self-evaluation-2023',
  kind: 'self-evaluation',
  title: '财政项目支出绩效自评表',
  yearLine: '({year}年度)',
  region: '310000',
  regionName: '上海市',
  effectiveFrom: '2023-01-01',
  effectiveTo: '2024-01-01',
  citation: { source: '公开样表', clause: '区级部门2023年度项目绩效自评', basis: 'published' },
  amountUnit: '万元',
  taxonomy: 'T2015',
  grid: [8, 9, 8, 15, 13, 13, 7, 9, 18],
  blocks: [
    {
      block: 'cells',
      rows: [
        [
          { label: '项目名称', columns: 2 },
          { field: 'header.projectName', kind: 'text', columns: 7 },
        ],
        [
          { label: '主管部门', columns: 2 },
          { field: 'header.competentDepartment', kind: 'text', columns: 3 },
          { label: '实施单位', columns: 2 },
          { field: 'header.implementingUnit', kind: 'text', columns: 2 },
        ],
      ],
    },
    {
      block: 'cells',
      rows: [
        [
          { label: '项目资金（万元）', aliases: ['项目资金'], holdsAmountUnit: true, rows: 5 },
          { columns: 2 },
          { label: '年初预算数' },
          { label: '全年预算数' },
          { label: '全年执行数' },
          { label: '分数', aliases: ['分值'] },
          { label: '执行率(%)', aliases: ['执行率'] },
          { label: '得分' },
        ],
        fundRow({ label: '年度资金总额：', columns: 2 }, 'total', SELF_EVALUATION_AMOUNTS),
        fundRow(
          { label: '其中：当年财政拨款', aliases: ['当年财政拨款'], columns: 2 },
          'fiscal',
          SELF_EVALUATION_AMOUNTS,
        ),
        fundRow({ label: '上年结转资金', columns: 2 }, 'carryover', SELF_EVALUATION_AMOUNTS),
        fundRow({ label: '其他资金', columns: 2 }, 'other', SELF_EVALUATION_AMOUNTS),
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
      columns: [
        ...WIDE_LEVELS,
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
        [
          { label: '评分等级', columns: 2 },
          { field: 'grade', kind: 'grade', columns: 7 },
        ],
      ],
    },
  ],
});

/** 上海市财政项目支出绩效自评表（2024年度公开样式）: the same paper, in force for later years. */
export const shanghaiSelfEvaluation2024 = deriveTemplate(
  shanghaiSelfEvaluation2023,
  {
    id: 'shanghai-self-evaluation-2024',
    yearLine: '（{year}年度）',
    region: '310000',
    regionName: '上海市',
    effectiveFrom: '2024-01-01',
    citation: { source: '公开样表', clause: '市级部门2024年度项目绩效自评', basis: 'published' },
  },
  [],
);
