import type { ScoringScheme } from '@jiheng/domain';

import { national2020 } from './national.ts';

/** 四川省 部门预算项目支出绩效自评表: 预算执行情况 10, 绩效指标 90. The form states the points; formulas are the national ones. */
export const sichuan2021: ScoringScheme = {
  ...national2020,
  id: 'sichuan-2021',
  title: '四川省部门预算项目支出绩效自评评分办法',
  region: '510000',
  effectiveFrom: '2021-01-01',
  citation: {
    source: '公开样表',
    clause: '四川省510000_0013zp部门预算项目支出绩效自评表',
    basis: 'published',
  },
  positive: { miss: 'proportional', overRatio: '1.3', overAction: 'reason' },
};

/** 湖北省: 预算执行 20, 年度绩效 80; B/A for more, A/B for less; the middle band of words begins at one half. */
export const hubei2020: ScoringScheme = {
  ...national2020,
  id: 'hubei-2020',
  title: '湖北省项目支出绩效自评评分办法（20/80）',
  region: '420000',
  citation: { source: '公开样表', clause: '湖北省项目支出绩效自评表填报说明', basis: 'published' },
  execution: { ...national2020.execution, maxScore: '20' },
  qualitative: { achieved: ['0.8', '1'], partial: ['0.5', '0.8'], missed: ['0', '0.5'] },
};

/** 北京市: more by B/A, less by A/B, never above the points of the indicator. */
export const beijing2016: ScoringScheme = {
  ...national2020,
  id: 'beijing-2016',
  title: '北京市项目支出绩效自评评分办法',
  region: '110000',
  effectiveFrom: '2016-01-01',
  citation: {
    source: '公开样表',
    clause: '北京市海淀区项目支出绩效自评表（得分计算方法）',
    basis: 'published',
  },
};
