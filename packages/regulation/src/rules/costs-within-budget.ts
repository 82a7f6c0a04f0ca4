import { Decimal, defineFormRule, type Examples } from '@jiheng/domain';

import { targetWith } from './examples.ts';
import { SINCE_2015, TARGETS_2015 } from './language/citations.ts';
import { TARGET_KINDS } from './language/kinds.ts';
import { isUnitPrice } from './language/names.ts';
import { at, budgetInYuan, inYuan, isCost, rowsOf, showMoney } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'costs-within-budget',
  code: 'ZP046',
  title: '成本指标不应超过预算',
  severity: 'error',
  kinds: TARGET_KINDS,
  effective: SINCE_2015,
  citation: TARGETS_2015,
  rationale: '成本控制数大于预算，说明预算或指标有一个填错。',
  messages: {
    one: { text: '成本指标“{name}”为{cost}，超过预算{budget}', remedy: '核对指标值、预算数和金额单位' },
    sum: { text: '各项成本合计{cost}，超过预算{budget}', remedy: '核对各项成本控制数和预算数' },
  },
  check(form, report, { taxonomy, parameters }) {
    const annual = budgetInYuan(form);
    if (!annual) return;
    // Costs of a project of several years may exceed one year's budget.
    const budget = budgetInYuan(form, 'project')?.max(annual) ?? annual;
    const show = (yuan: Decimal): string => showMoney(yuan, form.amountUnit);
    const floor = budget.mul(Decimal.of(parameters.wholeBudgetShare));
    const costs = rowsOf(form, taxonomy).flatMap((row) => {
      const { target, name } = row;
      if (!target || !isCost(row) || isUnitPrice(name, target.unit)) return [];
      const cost = inYuan(target.number, target.unit);
      return cost ? [{ row, cost }] : [];
    });
    for (const { row, cost } of costs) {
      if (cost.compare(budget) > 0)
        report('one', [at(row, 'target')], { name: row.name, cost: show(cost), budget: show(budget) });
    }
    // A row that is the whole budget repeats the others and is not added to them.
    const parts = costs.filter(({ cost }) => cost.compare(floor) < 0);
    const sum = Decimal.sum(parts.map(({ cost }) => cost));
    const rowWithSum = parts.some(({ cost }) => cost.add(cost).equals(sum));
    if (parts.length > 1 && !rowWithSum && sum.compare(budget) > 0) {
      report(
        'sum',
        parts.map(({ row }) => at(row, 'target')),
        { cost: show(sum), budget: show(budget) },
      );
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    { title: '单位成本不与预算相加', form: targetWith() },
    {
      title: '分项成本合计不超过预算',
      form: targetWith({
        change: {
          2: { level2: '成本指标', level3: '灯具采购费用', target: '≤20万元' },
          3: { level3: '灯具安装费用', target: '≤9万元' },
        },
      }),
    },
  ],
  bad: [
    {
      title: '一项成本超过预算',
      form: targetWith({ change: { 3: { level3: '改造总成本', target: '≤300万元' } } }),
      finds: [{ message: 'one', at: '/indicators/3/target' }],
    },
    {
      title: '各项合计超过预算',
      form: targetWith({
        change: {
          2: { level2: '成本指标', level3: '灯具采购费用', target: '≤22万元' },
          3: { level3: '灯具安装费用', target: '≤9万元' },
        },
      }),
      finds: [{ message: 'sum', at: '/indicators/2/target' }],
    },
  ],
};
