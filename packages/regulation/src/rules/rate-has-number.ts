import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { SINCE_2015, TARGETS_2015 } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { at, rowsOf } from './language/rows.ts';

/** Words that are as good as a number, or give a measure to compare with. */
const AS_GOOD_AS_NUMBER =
  /\d|零|〇|^无|未发生|不发生|全部|全覆盖|全市平均|全国平均|全省平均|平均水平|上年|去年|同比/;

export const rule = defineFormRule({
  id: 'rate-has-number',
  code: 'ZP036',
  title: '比率、数量和满意度指标应填数字',
  severity: 'warning',
  kinds: ALL_KINDS,
  effective: SINCE_2015,
  citation: TARGETS_2015,
  rationale: '名称是“率”“数”“满意度”，指标值却是文字，年末无法计算完成程度。',
  messages: {
    words: {
      text: '“{name}”应填数字，指标值却是“{target}”',
      remedy: '填写数字和单位；确为定性指标的，改正指标名称',
    },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      const { measure, indicator, name } = row;
      if (measure !== 'rate' && measure !== 'satisfaction' && measure !== 'count') continue;
      if (indicator.target?.meaning.kind !== 'qualitative') continue;
      const text = indicator.target.printed;
      if (!AS_GOOD_AS_NUMBER.test(text)) report('words', [at(row, 'target')], { name, target: text });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    { title: '比率都有数字', form: targetWith() },
    {
      title: '投诉率写零投诉',
      form: targetWith({ change: { 4: { level3: '居民投诉率', target: '零投诉' } } }),
    },
  ],
  bad: [
    {
      title: '完工及时率填及时',
      form: targetWith({ change: { 1: { level3: '项目完工及时率', target: '及时' } } }),
      finds: [{ message: 'words', at: '/indicators/1/target' }],
    },
  ],
};
