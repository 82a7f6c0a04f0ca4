import { Decimal, defineFormRule, type Examples, type FundKey } from '@jiheng/domain';

import { selfEvaluationWith, targetWith } from './examples.ts';
import { ALWAYS, PUBLISHED_FORM } from './language/citations.ts';
import { ALL_KINDS } from './language/kinds.ts';
import { decimal } from './language/rows.ts';

const COLUMNS = {
  amount: '金额',
  initialBudget: '年初预算数',
  adjustedBudget: '全年预算数',
  expenditure: '全年执行数',
} as const;

/** Parts of 财政资金 that some layouts print below it; they are not added to it again. */
const BELOW_FISCAL: readonly (FundKey | null)[] = [
  'central',
  'provincial',
  'city',
  'county',
  'general',
  'superior',
  'local',
];
/** Sources that are never part of another one. */
const TOP: readonly (FundKey | null)[] = ['fiscal', 'carryover', 'other', 'special', 'unit', 'social'];

interface Source {
  readonly key: FundKey | null;
  readonly amount: Decimal;
}

/** Layouts nest sources in different ways; the total is right when it is right under one of them. */
function sumsOf(sources: readonly Source[]): readonly Decimal[] {
  const add = (keep: (source: Source) => boolean): Decimal =>
    Decimal.sum(sources.filter(keep).map(({ amount }) => amount));
  return [
    add(() => true),
    add(({ key }) => !BELOW_FISCAL.includes(key)),
    add(({ key }) => TOP.includes(key)),
  ];
}

export const rule = defineFormRule({
  id: 'fund-sources-sum',
  code: 'ZP011',
  title: '各资金来源之和应等于资金总额',
  severity: 'error',
  kinds: ALL_KINDS,
  effective: ALWAYS,
  citation: PUBLISHED_FORM,
  rationale: '来源与总额不符，说明有一格填错；执行率和单位成本都会跟着错。',
  messages: {
    differs: {
      text: '{column}：各来源合计{sum}，资金总额为{total}',
      remedy: '核对资金总额和各来源，改正填错的一格',
    },
  },
  check(form, report, { parameters }) {
    const tolerance = form.amountUnit === '万元' ? Decimal.of(parameters.moneyTolerance) : Decimal.ZERO;
    for (const [totalIndex, total] of form.funds.entries()) {
      if (total.key !== 'total') continue;
      const parts = form.funds.filter(({ key, side }) => side === total.side && key !== 'total');
      for (const [column, label] of Object.entries(COLUMNS) as [keyof typeof COLUMNS, string][]) {
        const whole = decimal(total[column]);
        if (!whole) continue;
        const sources = parts.flatMap((part): Source[] => {
          const amount = decimal(part[column]);
          return amount ? [{ key: part.key, amount }] : [];
        });
        if (sources.length === 0) continue;
        const sums = sumsOf(sources);
        const agrees = sums.some((sum) => {
          const gap = sum.sub(whole);
          return gap.max(gap.negate()).compare(tolerance) <= 0;
        });
        if (!agrees) {
          const sum = sums[0] ?? Decimal.ZERO;
          report('differs', [`/funds/${totalIndex}/${column}`], { column: label, sum, total: whole });
        }
      }
    }
  },
});

export const examples: Examples<typeof rule> = {
  good: [
    { title: '来源合计等于总额', form: selfEvaluationWith() },
    {
      title: '财政资金下另列中央和地方',
      form: targetWith({
        funds: [
          { label: '年度资金总额', key: 'total', amount: '30.00' },
          { label: '其中：财政资金', key: 'fiscal', amount: '28.00' },
          { label: '中央补助', key: 'central', amount: '20.00' },
          { label: '地方资金', key: 'local', amount: '8.00' },
          { label: '其他资金', key: 'other', amount: '2.00' },
        ],
      }),
    },
  ],
  bad: [
    {
      title: '其他资金没有计入总额',
      form: targetWith({
        funds: [
          { label: '年度资金总额', key: 'total', amount: '30.00' },
          { label: '其中：当年财政拨款', key: 'fiscal', amount: '30.00' },
          { label: '其他资金', key: 'other', amount: '2.00' },
        ],
      }),
      finds: [{ message: 'differs', at: '/funds/0/amount' }],
    },
  ],
};
