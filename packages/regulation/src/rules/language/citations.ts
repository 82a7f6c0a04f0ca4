import type { Citation } from '@jiheng/domain';

/** 项目支出绩效评价管理办法: scoring, weights and grades of evaluation. */
export const EVALUATION_2020: Citation = { source: '财预〔2020〕10号', basis: 'recall' };

/** 中央部门项目支出核心绩效目标和指标设置及取值指引. */
export const INDICATORS_2021: Citation = { source: '财预〔2021〕101号', basis: 'recall' };

/** 中央部门预算绩效目标管理办法: review of declared targets. */
export const TARGETS_2015: Citation = { source: '预〔2015〕88号', basis: 'recall' };

/** 公开样表: what the published official forms themselves ask for. */
export const PUBLISHED_FORM: Citation = { source: '公开样表', basis: 'published' };

/** 经验规则: from the craft of reviewing, not from an issued document. */
export const CRAFT: Citation = { source: '经验规则', clause: '绩衡规则组', basis: 'craft' };
