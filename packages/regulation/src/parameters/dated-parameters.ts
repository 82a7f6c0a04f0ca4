import type { Citation, FormKind, RuleParameters } from '@jiheng/domain';

/** 审核参数 with its period, place and source. A new year or region adds an entry; none is ever edited. */
export type DatedParameter = {
  [Name in keyof RuleParameters]: {
    readonly name: Name;
    readonly value: RuleParameters[Name];
    /** Chinese name of the region, `全国` for all. */
    readonly region: string;
    readonly effectiveFrom: string;
    readonly effectiveTo?: string;
    /** Kinds of form it is for; all where it is not given. */
    readonly kinds?: readonly FormKind[];
    readonly citation: Citation;
  };
}[keyof RuleParameters];

const NATIONAL = { region: '全国', effectiveFrom: '2000-01-01' } as const;
const CRAFT: Citation = { source: '经验规则', clause: '绩衡规则组', basis: 'craft' };

/** 审核参数表: every number the rules use. */
export const DATED_PARAMETERS: readonly DatedParameter[] = [
  {
    ...NATIONAL,
    name: 'executionMaxScore',
    value: '10',
    citation: { source: '财预〔2020〕10号', basis: 'recall' },
  },
  {
    name: 'executionMaxScore',
    value: '20',
    region: '湖北省',
    effectiveFrom: '2019-01-01',
    citation: {
      source: '湖北省公开的项目支出绩效自评表',
      clause: '预算执行20分、年度绩效80分',
      basis: 'published',
    },
  },
  {
    ...NATIONAL,
    name: 'totalMaxScore',
    value: '100',
    citation: { source: '财预〔2020〕10号', basis: 'recall' },
  },
  { ...NATIONAL, name: 'overAchievementRatio', value: '1.3', citation: CRAFT },
  { ...NATIONAL, name: 'lowExecutionRate', value: '80', citation: CRAFT },
  {
    name: 'lowExecutionRate',
    value: '90',
    region: '四川省',
    effectiveFrom: '2021-01-01',
    citation: {
      source: '四川省部门预算项目支出绩效自评表',
      clause: '预算执行情况“原因”栏',
      basis: 'published',
    },
  },
  { ...NATIONAL, name: 'fewestIndicators', value: 4, citation: CRAFT },
  { ...NATIONAL, name: 'moneyTolerance', value: '0.01', citation: CRAFT },
  { ...NATIONAL, name: 'wholeBudgetShare', value: '0.995', citation: CRAFT },
  { ...NATIONAL, name: 'fewestRepeatedForms', value: 3, citation: CRAFT },
  { ...NATIONAL, name: 'repeatedShare', value: '0.5', citation: CRAFT },
];
