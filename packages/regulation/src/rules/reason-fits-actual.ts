import { defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';
import { at, rowsOf } from './language/rows.ts';

const UNKNOWABLE = /(?:无法|未能|难以|不能|没有)(?:准确)?(?:获得|获取|取得|统计|核实|监测|提供数据|得知)/;

export const rule = defineFormRule({
  id: 'reason-fits-actual',
  code: 'ZP028',
  title: '偏差原因不应与实际完成值矛盾',
  severity: 'warning',
  kinds: EVALUATION_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '原因称数据无法取得，完成值却是确切数字，二者必有一误。',
  messages: {
    unknowable: {
      text: '“{name}”原因称数据无法取得，完成值却为{actual}',
      remedy: '核对完成值的数据来源；确无数据的，改填能够取得的数据并说明',
    },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      const { actual, indicator, name } = row;
      if (!actual || !indicator.actual || !UNKNOWABLE.test(indicator.deviationReason ?? '')) continue;
      report('unknowable', [at(row, 'deviationReason'), at(row, 'actual')], {
        name,
        actual: indicator.actual.printed,
      });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '没有矛盾', form: selfEvaluationWith() }],
  bad: [
    {
      title: '称无法统计却有确数',
      form: selfEvaluationWith({
        change: {
          3: { actual: '88%', score: '9.7', reason: '回收问卷有限，部分居民意见无法统计，今后改进。' },
        },
        totalScore: '99.50',
      }),
      finds: [{ message: 'unknowable', at: '/indicators/3/deviationReason' }],
    },
  ],
};
