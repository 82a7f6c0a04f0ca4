import type {
  FieldCell,
  FundAmountField,
  FundKey,
  FundRow,
  IndicatorColumn,
  LabelCell,
  TemplateCell,
} from '@jiheng/domain';

const KINDS: Readonly<Record<FundAmountField, FieldCell['kind']>> = {
  amount: 'money',
  initialBudget: 'money',
  adjustedBudget: 'money',
  expenditure: 'money',
  maxScore: 'score',
  executionRate: 'percent',
  score: 'score',
  reason: 'text',
};

/** Amount columns of the usual self-evaluation, in the order of the paper. */
export const SELF_EVALUATION_AMOUNTS: readonly FundAmountField[] = [
  'initialBudget',
  'adjustedBudget',
  'expenditure',
  'maxScore',
  'executionRate',
  'score',
];

const SCORED: ReadonlySet<FundAmountField> = new Set(['maxScore', 'score']);

/** One amount cell of a fund row. */
export function amount(
  side: FundRow['side'],
  key: FundKey,
  field: FundAmountField = 'amount',
  spans: Pick<FieldCell, 'columns' | 'rows' | 'blank'> = {},
): FieldCell {
  return { field: `funds.${side}.${key}.${field}`, kind: KINDS[field], ...spans };
}

/** Amount column of a fund table, alone or with the number of grid columns it spans. */
export type AmountColumn = FundAmountField | readonly [field: FundAmountField, columns: number];

/**
 * 资金行: label and amounts of one row of a fund table. Only the total is scored; the other rows print `unscored` there.
 */
export function fundRow(
  label: LabelCell,
  key: FundKey,
  columns: readonly AmountColumn[],
  unscored = '-',
): readonly TemplateCell[] {
  const cells = columns.map((column) => {
    const [field, span] = typeof column === 'string' ? [column, 1] : column;
    return amount('annual', key, field, {
      ...(span > 1 && { columns: span }),
      ...(key !== 'total' && SCORED.has(field) && { blank: unscored }),
    });
  });
  return [label, ...cells];
}

/** The three level columns. */
export const LEVELS: readonly IndicatorColumn[] = [
  { field: 'level1', label: '一级指标' },
  { field: 'level2', label: '二级指标' },
  { field: 'level3', label: '三级指标' },
];
