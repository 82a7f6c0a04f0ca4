import { defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith, targetWith } from './examples.ts';
import { INDICATORS_2021, SINCE_2021 } from './language/citations.ts';
import { PROJECT_KINDS } from './language/kinds.ts';
import { rowsOf } from './language/rows.ts';

/** Words for people or bodies that a project serves. */
const SERVED =
  /群众|公众|居民|市民|村民|农户|企业|消费者|经营单位|经营者|市场主体|服务对象|学生|患者|游客|从业人员|老年人/;

const unserved = {
  goals: { annual: '更换机房老化线路，消除用电隐患。' },
  indicators: [
    { level3: '更换线路长度', target: '≥800米' },
    { level2: '质量指标', level3: '线路验收合格率', target: '=100%' },
    { level2: '时效指标', level3: '改造完成时间', target: '2024年11月底前' },
    { level2: '成本指标', level3: '每米线路更换成本', target: '≤60元/米' },
    { level1: '效益指标', level2: '社会效益指标', level3: '用电隐患消除处数', target: '≥12处' },
  ],
} as const;

export const rule = defineFormRule({
  id: 'satisfaction-present',
  code: 'ZP008',
  title: '直接服务公众的项目应设置满意度指标',
  severity: 'warning',
  kinds: PROJECT_KINDS,
  effective: SINCE_2021,
  citation: INDICATORS_2021,
  rationale: '直接服务公众或企业的项目，服务对象是否满意是效果的重要证明。',
  messages: {
    none: {
      text: '项目面向“{served}”，但没有满意度指标',
      remedy: '补充服务对象满意度指标，并准备好调查方式',
    },
  },
  check(form, report, { taxonomy }) {
    const rows = rowsOf(form, taxonomy);
    if (rows.length === 0 || rows.some(({ level1 }) => level1 === 'satisfaction')) return;
    // Some layouts print 满意度 only in the second level or in the name.
    if (rows.some(({ level2, measure }) => level2 === 'satisfaction' || measure === 'satisfaction')) return;
    const { annual, overall, expected, purpose } = form.goals;
    for (const text of [
      form.header.projectName,
      annual,
      overall,
      expected,
      purpose,
      ...rows.map(({ name }) => name),
    ]) {
      const served = SERVED.exec(text ?? '')?.[0];
      if (served !== undefined) {
        report('none', ['/indicators'], { served });
        return;
      }
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    { title: '有满意度指标', form: selfEvaluationWith() },
    { title: '内部设施项目，不直接服务公众', form: targetWith(unserved) },
  ],
  bad: [
    {
      title: '目标写明服务居民',
      form: targetWith({ ...unserved, goals: { annual: '更换老化线路，保障沿街居民用电安全。' } }),
      finds: [{ message: 'none', at: '/indicators' }],
    },
  ],
};
