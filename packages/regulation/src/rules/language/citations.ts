import type { Citation } from '@jiheng/domain';

/** 项目支出绩效评价管理办法: scoring, weights and grades of evaluation. */
export const EVALUATION_2020: Citation = { source: '财预〔2020〕10号', basis: 'recall' };

/** 中央部门项目支出核心绩效目标和指标设置及取值指引. */
export const INDICATORS_2021: Citation = { source: '财预〔2021〕101号', basis: 'recall' };

/** 中央部门预算绩效目标管理办法: review of declared targets. */
export const TARGETS_2015: Citation = { source: '财预〔2015〕88号', basis: 'recall' };

/** 公开样表: what the published official forms themselves ask for. */
export const PUBLISHED_FORM: Citation = { source: '公开样表', basis: 'published' };

/** 经验规则: from the craft of reviewing, not from an issued document. */
export const CRAFT: Citation = { source: '经验规则', clause: '绩衡规则组', basis: 'craft' };

/** Rules of arithmetic and of the craft hold for every form. */
export const ALWAYS = { from: '2000-01-01' } as const;
/** In force for fiscal years from 2015, as 财预〔2015〕88号. */
export const SINCE_2015 = { from: '2015-01-01' } as const;
/** 财预〔2020〕10号 was first applied to the self-evaluations of fiscal year 2019, made in 2020. */
export const SINCE_2019 = { from: '2019-01-01' } as const;
/** In force for fiscal years from 2021, as 财预〔2021〕101号. */
export const SINCE_2021 = { from: '2021-08-18' } as const;
