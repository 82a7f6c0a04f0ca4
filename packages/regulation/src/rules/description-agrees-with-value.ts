import { Decimal, defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { TARGET_KINDS } from './language/kinds.ts';
import { at, rowsOf, type Row } from './language/rows.ts';
import { numbersIn, type TextNumber } from './language/text-numbers.ts';

/** Prices per piece, formulas and conditions of another kind are no second statement of the value. */
const OTHER_MATTER = /每|人均|平均|单价|[=＝×÷]|参照|以上|以下|得\d|扣\d/;

/** A number of the description in the unit of the value that is not the value. */
function otherNumber({ target, indicator }: Row): TextNumber | undefined {
  const description = indicator.description ?? '';
  if (!target || !/\d/.test(description) || OTHER_MATTER.test(description)) return undefined;
  const numbers = numbersIn(description).filter(({ unit }) => unit === target.unit);
  const sum = Decimal.sum(numbers.map(({ number }) => number));
  if (sum.equals(target.number) || numbers.some(({ number }) => number.equals(target.number)))
    return undefined;
  return numbers[0];
}

export const rule = defineFormRule({
  id: 'description-agrees-with-value',
  code: 'ZP060',
  title: '指标描述中的数字应与指标值一致',
  severity: 'warning',
  kinds: TARGET_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '描述和指标值是同一件事的两种说法，数字不同必有一误。',
  messages: {
    differs: { text: '“{name}”描述写{said}，指标值为{target}', remedy: '核对后统一两处的数字' },
  },
  check(form, report, { taxonomy }) {
    for (const row of rowsOf(form, taxonomy)) {
      const said = otherNumber(row);
      if (!said) continue;
      report('differs', [at(row, 'target'), at(row, 'description')], {
        name: row.name,
        said: said.printed,
        target: row.indicator.target?.printed ?? '',
      });
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    {
      title: '描述与指标值一致',
      form: targetWith({ change: { 0: { description: '为12条道路改造200盏路灯' } } }),
    },
    {
      title: '分项之和等于指标值',
      form: targetWith({
        change: { 3: { level3: '设备维护费用', description: '灯杆8万元、线缆4万元', target: '≤12万元' } },
      }),
    },
  ],
  bad: [
    {
      title: '描述写计划20万元，指标值9万元',
      form: targetWith({
        change: {
          3: { level3: '第三方检测费用', description: '按协议约定执行，计划预算20万元', target: '≤9万元' },
        },
      }),
      finds: [{ message: 'differs', at: '/indicators/3/target' }],
    },
  ],
};
