import type { ScoreVerdict } from '@jiheng/domain';

/** The words of closed sets that neither the server nor the domain names itself. */
export const VERDICT_LABELS: Readonly<Record<ScoreVerdict, string>> = {
  reproduced: '与计算一致',
  'within-band': '在可评区间内',
  lower: '低于计算得分',
  differs: '与计算不符',
  'not-printed': '表中未填',
  'not-computable': '无法计算，由人评定',
};

/** Severity filter of the list, with the two words that are no severity. */
export const SEVERITY_FILTER_LABELS = {
  error: '有错误',
  warning: '有需说明',
  advice: '有建议',
  clean: '没有问题',
} as const;

export const REVIEW_LABELS = { true: '需核对', false: '无需核对' } as const;

export const SORT_LABELS = {
  recent: '最近导入',
  project: '项目名称',
  unit: '实施单位',
  amount: '金额从高到低',
  score: '总分从高到低',
  errors: '问题从多到少',
} as const;
