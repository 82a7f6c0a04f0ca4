import { Decimal, type DecimalText, type FieldPath, type FormRecord } from '@jiheng/domain';

import type { ArithmeticCheck } from '../read-result.ts';

const CENT = Decimal.of('0.01');
const HUNDRED = Decimal.of('100');
const FUND_FIELDS = ['amount', 'initialBudget', 'adjustedBudget', 'expenditure'] as const;
const FUND_COLUMNS: Readonly<Record<(typeof FUND_FIELDS)[number], string>> = {
  amount: '资金',
  initialBudget: '年初预算数',
  adjustedBudget: '全年预算数',
  expenditure: '全年执行数',
};

function isClose(a: Decimal, b: Decimal, tolerance: Decimal): boolean {
  const difference = a.sub(b);
  return difference.max(difference.negate()).compare(tolerance) <= 0;
}

function decimals(values: readonly (DecimalText | null)[]): Decimal[] {
  return values.flatMap((value) => (value === null ? [] : [Decimal.of(value)]));
}

type PointRow = Pick<FormRecord['indicators'][number], 'maxScore' | 'score'>;

/** The cells of a column that hold a number, those of the money first. */
function filledCells({ funds, indicators }: FormRecord, field: keyof PointRow): FieldPath[] {
  const filled = (rows: readonly PointRow[], list: string): FieldPath[] =>
    rows.flatMap((row, index) => (row[field] === null ? [] : [`/${list}/${index}/${field}`]));
  return [...filled(funds, 'funds'), ...filled(indicators, 'indicators')];
}

/** Σ 分值 with the points of the execution rate is the printed total, or 100. */
function checkWeights(record: FormRecord): ArithmeticCheck[] {
  const { indicators, funds, totalMaxScore } = record;
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
      at: ['/totalMaxScore', ...filledCells(record, 'maxScore')],
      detail: `分值合计${own.add(rate).toString()}，应为${expected.toString()}`,
    },
  ];
}

/** Σ 得分 with that of the execution rate is the printed total. */
function checkScores(record: FormRecord): ArithmeticCheck[] {
  const { indicators, funds, totalScore } = record;
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
      at: ['/totalScore', ...filledCells(record, 'score')],
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
  const checks: ArithmeticCheck[] = [];
  funds.forEach((total, index) => {
    if (total.key !== 'total') return;
    const parts = funds.flatMap((row, at) =>
      row.side === total.side && row.key !== 'total' ? [{ row, at }] : [],
    );
    for (const field of FUND_FIELDS) {
      const printed = total[field];
      const filled = parts.filter(({ row }) => row[field] !== null);
      const amounts = decimals(filled.map(({ row }) => row[field]));
      if (printed === null || amounts.length === 0) continue;
      const sum = Decimal.sum(amounts);
      const agrees =
        isClose(sum, Decimal.of(printed), CENT) ||
        amounts.some((amount) => amount.equals(Decimal.of(printed)));
      checks.push({
        id: 'sources-sum',
        agrees,
        at: [`/funds/${index}/${field}`, ...filled.map(({ at }) => `/funds/${at}/${field}`)],
        detail: `${FUND_COLUMNS[field]}各项合计${sum.toString()}，总额${printed}`,
      });
    }
  });
  return checks;
}

/** 表内勾稽: what the form's own arithmetic says about how it was read. */
export function checkArithmetic(record: FormRecord): ArithmeticCheck[] {
  return [...checkWeights(record), ...checkScores(record), ...checkRates(record), ...checkSources(record)];
}
