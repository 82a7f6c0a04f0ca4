import { defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { SINCE_2015, TARGETS_2015 } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { fold, isVague, repeatsName } from './language/names.ts';
import { at, isCost, rowsOf, type Row } from './language/rows.ts';

/** A description that says more than the name may hold the standard. */
function isExplained({ name, indicator }: Row): boolean {
  const description = fold(indicator.description ?? '');
  return /\d/.test(description) || description.length >= fold(name).length + 10;
}

export const rule = defineFormRule({
  id: 'standard-for-qualitative-value',
  code: 'ZP035',
  title: '定性指标值应有衡量标准',
  severity: 'advice',
  kinds: ALL_KINDS,
  effective: SINCE_2015,
  citation: TARGETS_2015,
  rationale: '“提升”“良好”没有衡量标准，年末怎么说都算完成。',
  messages: {
    vague: {
      text: '“{name}”指标值“{target}”没有衡量标准',
      remedy: '改用可核对的数字或与上年比较，或在指标描述中写明判定标准',
    },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      const { measure, name, indicator } = row;
      const meaning = indicator.target?.meaning;
      if (meaning?.kind !== 'qualitative' || isCost(row)) continue;
      // Names that ask for a number, and values that repeat the name, are the business of other rules.
      if (measure === 'rate' || measure === 'satisfaction' || measure === 'count') continue;
      if (!isVague(meaning.text) || isExplained(row) || repeatsName(meaning.text, name)) continue;
      report('vague', [at(row, 'target')], { name, target: meaning.text });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    { title: '都有数字', form: targetWith() },
    {
      title: '定性但写明判定标准',
      form: targetWith({
        change: {
          4: {
            level3: '夜间出行环境',
            target: '明显改善',
            description: '改造路段夜间照度不低于10勒克斯，无照明盲区',
          },
        },
      }),
    },
  ],
  bad: [
    {
      title: '只写明显改善',
      form: targetWith({ change: { 4: { level3: '夜间出行环境', target: '明显改善' } } }),
      finds: [{ message: 'vague', at: '/indicators/4/target' }],
    },
  ],
};
