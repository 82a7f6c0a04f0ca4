import { defineFormRule, type Examples } from '@jiheng/domain';

import { selfEvaluationWith } from './examples.ts';
import { ALWAYS, PUBLISHED_FORM } from './language/citations.ts';
import { EVALUATION_KINDS } from './language/kinds.ts';
import { decimal } from './language/rows.ts';

export const rule = defineFormRule({
  id: 'expenditure-within-budget',
  code: 'ZP012',
  title: '全年执行数不应超过全年预算数',
  severity: 'warning',
  kinds: EVALUATION_KINDS,
  effective: ALWAYS,
  citation: PUBLISHED_FORM,
  rationale: '支出以预算为限。执行数大于预算数，多半是预算调整没有填入，或金额单位弄错。',
  messages: {
    over: {
      text: '{label}：执行数{spent}大于全年预算数{budget}',
      remedy: '核对执行数和调整后的全年预算数，并检查金额单位',
    },
  },
  check(form, report) {
    for (const [index, row] of form.funds.entries()) {
      const budget = decimal(row.adjustedBudget);
      const spent = decimal(row.expenditure);
      if (budget && spent && spent.compare(budget) > 0) {
        report('over', [`/funds/${index}/expenditure`, `/funds/${index}/adjustedBudget`], {
          label: row.label.replace(/[：:]$|^其中[：:]/g, ''),
          spent,
          budget,
        });
      }
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [{ title: '执行数在预算之内', form: selfEvaluationWith() }],
  bad: [
    {
      title: '预算数填成万元，执行数填成元',
      form: selfEvaluationWith({
        funds: [{ label: '年度资金总额', key: 'total', adjustedBudget: '30.00', expenditure: '294000.00' }],
      }),
      finds: [{ message: 'over', at: '/funds/0/expenditure' }],
    },
  ],
};
