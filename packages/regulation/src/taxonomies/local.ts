import type { Taxonomy, TaxonomyLevel2 } from '@jiheng/domain';

import {
  BENEFIT_KINDS,
  OUTCOME,
  OUTPUT_COST,
  QUALITY,
  QUANTITY,
  SATISFACTION,
  SATISFACTION_KIND,
  TIMELINESS,
} from './national.ts';

const others = (...labels: readonly string[]): readonly TaxonomyLevel2[] =>
  labels.map((label) => ({ key: 'other', label }));

/** 决策、过程、产出、效益指标体系: evaluation framework that some provinces also use for targets. */
export const T_DECISION: Taxonomy = {
  id: 'T-decision',
  title: '决策、过程、产出、效益四类指标体系',
  effectiveFrom: '2011-04-02',
  citation: { source: '财预〔2020〕10号', basis: 'recall' },
  levels: [
    {
      key: 'decision',
      label: '决策',
      aliases: ['决策指标', '项目决策', '投入', '投入指标'],
      children: others('项目立项', '资金投入', '资金落实', '决策过程', '资金分配'),
    },
    {
      key: 'process',
      label: '过程',
      aliases: ['过程指标', '项目过程', '项目管理'],
      children: others('资金管理', '组织实施', '业务管理', '财务管理', '预算执行', '资金到位'),
    },
    {
      key: 'output',
      label: '产出',
      aliases: ['产出指标', '项目产出', '项目绩效'],
      children: [
        { ...QUANTITY, label: '产出数量', aliases: ['数量指标', '数量'] },
        { ...QUALITY, label: '产出质量', aliases: ['质量指标', '质量'] },
        { ...TIMELINESS, label: '产出时效', aliases: ['时效指标', '时效'] },
        { ...OUTPUT_COST, label: '产出成本', aliases: ['成本指标', '成本'] },
      ],
    },
    {
      ...OUTCOME,
      label: '效益',
      aliases: ['效益指标', '项目效益'],
      children: [...BENEFIT_KINDS, SATISFACTION_KIND, ...others('项目效益')],
    },
    { ...SATISFACTION, label: '满意度', aliases: ['满意度指标'] },
  ],
};

/** 投入管理、产出、效果、影响力目标 */
export const T_INFLUENCE: Taxonomy = {
  id: 'T-influence',
  title: '投入和管理、产出、效果、影响力四类目标体系',
  effectiveFrom: '2011-04-02',
  citation: { source: '财预〔2011〕285号', basis: 'recall' },
  levels: [
    {
      key: 'management',
      label: '投入和管理目标',
      aliases: ['投入与管理目标', '投入管理指标', '管理指标', '管理目标'],
      children: others('投入管理', '财务管理', '项目实施管理', '实施管理'),
    },
    {
      key: 'output',
      label: '产出目标',
      aliases: ['产出'],
      children: [
        { ...QUANTITY, label: '数量', aliases: ['数量目标'] },
        { ...QUALITY, label: '质量', aliases: ['质量目标'] },
        { ...TIMELINESS, label: '时效', aliases: ['时效目标'] },
        { ...OUTPUT_COST, label: '成本', aliases: ['成本目标'] },
      ],
    },
    {
      key: 'outcome',
      label: '效果目标',
      aliases: ['实施效果指标', '实施效果', '效果'],
      children: [...BENEFIT_KINDS, SATISFACTION_KIND],
    },
    {
      key: 'outcome',
      label: '影响力目标',
      aliases: ['影响力指标', '影响力'],
      children: others('长效管理', '人力资源', '部门协助', '配套设施'),
    },
  ],
};

/** 四川部门整体支出指标体系 */
export const T_DEPARTMENT: Taxonomy = {
  id: 'T-department',
  title: '部门决策、综合管理、部门绩效指标体系',
  effectiveFrom: '2018-01-01',
  citation: { source: '公开样表', basis: 'published' },
  levels: [
    {
      key: 'decision',
      label: '部门决策',
      children: others('目标制定', '目标实现', '动态调整'),
    },
    {
      key: 'process',
      label: '综合管理',
      children: others('中期评估', '资产管理', '内控制度'),
    },
    {
      key: 'outcome',
      label: '部门绩效',
      aliases: ['绩效结果应用'],
      children: [QUANTITY, QUALITY, TIMELINESS, OUTPUT_COST, ...BENEFIT_KINDS, SATISFACTION_KIND],
    },
  ],
};
