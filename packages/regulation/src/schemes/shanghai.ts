import type { ScoringScheme } from '@jiheng/domain';

import { national2020 } from './national.ts';

/**
 * 上海市 2023 年度. Read off 24 published forms: the score of the execution rate is cut after two places in all of them
 * (99.46 % gives 9.94); amounts are printed in 万元, so how the rate itself is shortened is not proven.
 */
export const shanghai2023: ScoringScheme = {
  ...national2020,
  id: 'shanghai-2023',
  title: '上海市项目支出绩效自评评分办法（2023年度）',
  region: '310000',
  effectiveFrom: '2023-01-01',
  effectiveTo: '2024-01-01',
  citation: { source: '公开样表', clause: '上海市2023年度财政项目支出绩效自评表', basis: 'published' },
  execution: { ...national2020.execution, scoreRounding: 'truncate' },
  positive: { miss: 'proportional', overRatio: '1.3', overAction: 'reason' },
  scoreRounding: 'truncate',
};

/** 上海市 2024 年度. As in 2023, but the score of the execution rate is rounded (97.88 % gives 9.79). */
export const shanghai2024: ScoringScheme = {
  ...national2020,
  id: 'shanghai-2024',
  title: '上海市项目支出绩效自评评分办法（2024年度起）',
  region: '310000',
  effectiveFrom: '2024-01-01',
  citation: { source: '公开样表', clause: '上海市2024年度财政项目支出绩效自评表', basis: 'published' },
  execution: { ...national2020.execution, scoreRounding: 'half-up' },
  positive: { miss: 'proportional', overRatio: '1.3', overAction: 'reason' },
};
