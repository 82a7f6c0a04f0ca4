import type { Taxonomy, TaxonomyLevel1, TaxonomyLevel2 } from '@jiheng/domain';

/** 数量指标 */
export const QUANTITY: TaxonomyLevel2 = {
  key: 'quantity',
  label: '数量指标',
  aliases: ['数量', '产出数量', '产出数量指标'],
};
/** 质量指标 */
export const QUALITY: TaxonomyLevel2 = {
  key: 'quality',
  label: '质量指标',
  aliases: ['质量', '产出质量', '产出质量指标'],
};
/** 时效指标 */
export const TIMELINESS: TaxonomyLevel2 = {
  key: 'timeliness',
  label: '时效指标',
  aliases: ['时效', '产出时效', '产出时效指标', '进度指标'],
};
/** 成本指标 as a level-2 indicator of output. */
export const OUTPUT_COST: TaxonomyLevel2 = {
  key: 'cost',
  label: '成本指标',
  aliases: ['成本', '产出成本', '产出成本指标'],
};
/** 经济成本、社会成本、生态环境成本 */
export const COST_KINDS: readonly TaxonomyLevel2[] = [
  { key: 'economic-cost', label: '经济成本指标', aliases: ['经济成本'] },
  { key: 'social-cost', label: '社会成本指标', aliases: ['社会成本'] },
  {
    key: 'ecological-cost',
    label: '生态环境成本指标',
    aliases: ['生态环境成本', '生态成本指标', '生态成本'],
  },
];
/** 经济、社会、生态效益和可持续影响 */
export const BENEFIT_KINDS: readonly TaxonomyLevel2[] = [
  {
    key: 'economic-benefit',
    label: '经济效益指标',
    aliases: ['经济效益', '经济效果指标'],
  },
  {
    key: 'social-benefit',
    label: '社会效益指标',
    aliases: ['社会效益', '社会效果指标'],
  },
  {
    key: 'ecological-benefit',
    label: '生态效益指标',
    aliases: ['生态效益', '环境效益指标', '环境效益', '生态环境效益指标'],
  },
  {
    key: 'sustainability',
    label: '可持续影响指标',
    aliases: [
      '可持续影响',
      '可持续影响力指标',
      '可持续发展指标',
      '可持续性影响指标',
      '可持续效益指标',
      '可持续指标',
    ],
  },
];
/** 服务对象满意度指标. Forms also print whom they asked (读者) in its place. */
export const SATISFACTION_KIND: TaxonomyLevel2 = {
  key: 'satisfaction',
  label: '服务对象满意度指标',
  aliases: [
    '服务对象满意度',
    '社会公众或服务对象满意度指标',
    '社会公众或服务对象满意度',
    '社会公众满意度指标',
    '社会公众满意度',
    '受益对象满意度指标',
    '受益对象满意度',
    '受益群众满意度指标',
    '受益群体满意度指标',
    '受益群体满意度',
    '群众满意度指标',
    '公众满意度指标',
    '公众满意度',
    '满意度指标',
    '满意度',
    '服务对象',
    '读者',
  ],
};
/** 满意度指标 as a level-1 indicator. */
export const SATISFACTION: TaxonomyLevel1 = {
  key: 'satisfaction',
  label: '满意度指标',
  aliases: [
    '满意度',
    '社会公众或服务对象满意度指标',
    '服务对象满意度指标',
    '服务对象满意度',
    '社会公众满意度指标',
    '公众满意度指标',
  ],
  children: [SATISFACTION_KIND],
};
/** 效益指标 as a level-1 indicator. */
export const OUTCOME: TaxonomyLevel1 = {
  key: 'outcome',
  label: '效益指标',
  aliases: ['效益', '项目效益', '效果指标', '效果', '项目效果', '实施效果指标', '实施效果'],
  children: BENEFIT_KINDS,
};

/** 2015 年指标体系: cost is a kind of output. */
export const T2015: Taxonomy = {
  id: 'T2015',
  title: '产出、效益、满意度三类指标体系（成本列入产出）',
  effectiveFrom: '2015-01-01',
  citation: { source: '财预〔2015〕88号', basis: 'recall' },
  levels: [
    {
      key: 'output',
      label: '产出指标',
      aliases: ['产出', '项目产出'],
      children: [QUANTITY, QUALITY, TIMELINESS, OUTPUT_COST],
    },
    OUTCOME,
    SATISFACTION,
  ],
};

/** 2021 年指标体系: cost is a level of its own and stands first. */
export const T2021: Taxonomy = {
  id: 'T2021',
  title: '成本、产出、效益、满意度四类指标体系',
  effectiveFrom: '2021-08-18',
  citation: { source: '财预〔2021〕101号', basis: 'recall' },
  levels: [
    { key: 'cost', label: '成本指标', aliases: ['成本', '项目成本'], children: COST_KINDS },
    {
      key: 'output',
      label: '产出指标',
      aliases: ['产出', '项目产出'],
      children: [QUANTITY, QUALITY, TIMELINESS],
    },
    OUTCOME,
    SATISFACTION,
  ],
};
