import { Decimal, defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { ALWAYS, CRAFT } from './language/citations.ts';
import { TARGET_KINDS } from './language/kinds.ts';
import { isUnitPrice } from './language/names.ts';
import { at, budgetInYuan, inYuan, isCost, rowsOf } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'cost-below-budget',
  code: 'ZP045',
  title: '成本指标不应只是预算总额',
  severity: 'warning',
  kinds: TARGET_KINDS,
  effective: ALWAYS,
  citation: CRAFT,
  rationale: '支出本来就不能超过预算。把预算总额当成本指标，必然完成，起不到控制作用。',
  messages: {
    whole: { text: '成本指标“{name}”就是预算总额，起不到控制作用', remedy: '改为单位成本或分项成本控制数' },
  },
  check(form, report, { taxonomy, parameters }) {
    const budget = budgetInYuan(form);
    if (!budget) return;
    const floor = budget.mul(Decimal.of(parameters.wholeBudgetShare));
    for (const row of rowsOf(form, taxonomy)) {
      const { target, name } = row;
      if (!target || target.operator === '≥' || !isCost(row) || isUnitPrice(name, target.unit)) continue;
      const cost = inYuan(target.number, target.unit);
      if (cost && cost.compare(floor) >= 0 && cost.compare(budget) <= 0) {
        report('whole', [at(row, 'target')], { name });
      }
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '单位成本', form: targetWith() }],
  bad: [
    {
      title: '成本等于预算30万元',
      form: targetWith({ change: { 3: { level3: '改造总成本', target: '≤30万元' } } }),
      finds: [{ message: 'whole', at: '/indicators/3/target' }],
    },
  ],
};
