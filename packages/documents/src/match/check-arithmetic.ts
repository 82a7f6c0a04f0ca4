import { Decimal, type DecimalText, type FormRecord } from '@jiheng/domain';

import type { ArithmeticCheck } from '../read-result.ts';

const CENT = Decimal.of('0.01');
const HUNDRED = Decimal.of('100');

function isClose(a: Decimal, b: Decimal, tolerance: Decimal): boolean {
  const difference = a.sub(b);
  return difference.max(difference.negate()).compare(tolerance) <= 0;
}

function decimals(values: readonly (DecimalText | null)[]): Decimal[] {
  return values.flatMap((value) => (value === null ? [] : [Decimal.of(value)]));
}

/** Σ 分值 with the points of the execution rate is the printed total, or 100. */
function checkWeights({ indicators, funds, totalMaxScore }: FormRecord): ArithmeticCheck[] {
  const weights = decimals(indicators.map(({ maxScore }) => maxScore));
  if (weights.length === 0) return [];
  const own = Decimal.sum(weights);
  const rate = Decimal.sum(decimals(funds.map(({ maxScore }) => maxScore)));
  const expected = totalMaxScore === null ? HUNDRED : Decimal.of(totalMaxScore);
  const agrees = isClose(own.add(rate), expected, CENT) || isClose(own, expected, CENT);
  return [
    {
      id: 'weights-sum',
      agrees,
      at: ['/totalMaxScore', '/indicators'],
      detail: `分值合计${own.add(rate).toString()}，应为${expected.toString()}`,
    },
  ];
}

/** Σ 得分 with that of the execution rate is the printed total. */
function checkScores({ indicators, funds, totalScore }: FormRecord): ArithmeticCheck[] {
  const scores = decimals(indicators.map(({ score }) => score));
  if (scores.length === 0 || totalScore === null) return [];
  const sum = Decimal.sum(scores);
  const rate = Decimal.sum(decimals(funds.map(({ score }) => score)));
  const agrees =
    isClose(sum.add(rate), Decimal.of(totalScore), CENT) || isClose(sum, Decimal.of(totalScore), CENT);
  return [
    {
      id: 'scores-sum',
      agrees,
      at: ['/totalScore', '/indicators'],
      detail: `得分合计${sum.add(rate).toString()}，表上总分${totalScore}`,
    },
  ];
}

/** 执行率 × 分值 is its printed score. */
function checkRates({ funds }: FormRecord): ArithmeticCheck[] {
  return funds.flatMap((row, index): ArithmeticCheck[] => {
    if (row.executionRate === null || row.maxScore === null || row.score === null) return [];
    const expected = Decimal.of(row.executionRate)
      .mul(Decimal.of(row.maxScore))
      .div(HUNDRED, 4, 'half-up')
      .min(Decimal.of(row.maxScore));
    const agrees = isClose(expected, Decimal.of(row.score), Decimal.of('0.06'));
    return [
      {
        id: 'rate-score',
        agrees,
        at: [`/funds/${index}/score`, `/funds/${index}/executionRate`],
        detail: `执行率${row.executionRate}折合${expected.round(2, 'half-up').toString()}分，表上${row.score}分`,
      },
    ];
  });
}

/** The sources of a side add up to its total. */
function checkSources({ funds }: FormRecord): ArithmeticCheck[] {
  const fields = ['amount', 'initialBudget', 'adjustedBudget', 'expenditure'] as const;
  const checks: ArithmeticCheck[] = [];
  funds.forEach((total, index) => {
    if (total.key !== 'total') return;
    const parts = funds.filter(({ side, key }) => side === total.side && key !== 'total');
    for (const field of fields) {
      const printed = total[field];
      const amounts = decimals(parts.map((part) => part[field]));
      if (printed === null || amounts.length === 0) continue;
      const sum = Decimal.sum(amounts);
      const agrees =
        isClose(sum, Decimal.of(printed), CENT) ||
        amounts.some((amount) => amount.equals(Decimal.of(printed)));
      checks.push({
        id: 'sources-sum',
        agrees,
        at: [`/funds/${index}/${field}`],
        detail: `各项资金合计${sum.toString()}，总额${printed}`,
      });
    }
  });
  return checks;
}

/** 表内勾稽: what the form's own arithmetic says about how it was read. */
export function checkArithmetic(record: FormRecord): ArithmeticCheck[] {
  return [...checkWeights(record), ...checkScores(record), ...checkRates(record), ...checkSources(record)];
}
