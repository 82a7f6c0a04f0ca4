import { deriveTemplate, type Citation } from '@jiheng/domain';

import { nationalSelfEvaluation } from '../national/self-evaluation.ts';
import { nationalTarget2015 } from '../national/target-2015.ts';

const published = (clause: string): Citation => ({ source: '公开样表', clause, basis: 'published' });

/** 河北省项目支出绩效自评表: the national paper with placeholder rows 指标1, 指标2, ……. */
export const hebeiSelfEvaluation = deriveTemplate(
  nationalSelfEvaluation,
  {
    id: 'hebei-self-evaluation-2019',
    region: '130000',
    regionName: '河北省',
    effectiveFrom: '2019-01-01',
    citation: published('河北省2019年度项目支出绩效自评表'),
  },
  [],
);

/** 安徽省项目支出绩效自评表: points stand in the level-1 labels. */
export const anhuiSelfEvaluation = deriveTemplate(
  nationalSelfEvaluation,
  {
    id: 'anhui-self-evaluation-2022',
    region: '340000',
    regionName: '安徽省',
    effectiveFrom: '2020-02-25',
    citation: published('安徽省市县项目支出绩效自评表'),
  },
  [{ change: 'relabel', label: '其中：当年财政拨款', to: '其中：本年财政拨款', aliases: ['本年财政拨款'] }],
);

/** 安徽省项目支出绩效目标表: mid-term and annual indicators side by side. */
export const anhuiTarget = deriveTemplate(
  nationalTarget2015,
  {
    id: 'anhui-target-2023',
    region: '340000',
    regionName: '安徽省',
    title: '项目支出绩效目标表',
    titleAliases: ['项目支出绩效目标申报表'],
    effectiveFrom: '2020-01-01',
    citation: published('安徽省市县2023年度项目支出绩效目标表'),
  },
  [],
);
