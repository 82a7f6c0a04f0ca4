import {
  Decimal,
  printMeaning,
  type FieldPath,
  type Finding,
  type FormRecord,
  type Indicator,
  type IndicatorValue,
} from '@jiheng/domain';

/** 一键修正: what would be written where. Only offered where nothing but the intended change can come of it. */
export interface Fix {
  /** Chinese, what the button does. */
  readonly label: string;
  readonly changes: readonly { readonly path: FieldPath; readonly text: string }[];
  /** Rows of the indicator table that are taken out, from 0. */
  readonly removedRows?: readonly number[];
}

type FixOf = (finding: Finding, record: FormRecord) => Fix | null;

interface ValuePlace {
  readonly index: number;
  readonly field: 'target' | 'actual';
  readonly value: IndicatorValue;
}

function valueAt(record: FormRecord, path: FieldPath | undefined): ValuePlace | null {
  const match = /^\/indicators\/(\d+)\/(target|actual)$/u.exec(path ?? '');
  const index = Number(match?.[1]);
  const field = match?.[2] as ValuePlace['field'] | undefined;
  const value = field === undefined ? null : (record.indicators[index]?.[field] ?? null);
  return value && field !== undefined ? { index, field, value } : null;
}

function rewrite(path: FieldPath | undefined, before: string, after: string): Fix | null {
  if (path === undefined || before === after) return null;
  return { label: `改为 ${after}`, changes: [{ path, text: after }] };
}

/** 数字与文字粘连 → what was probably meant. */
const withoutGlue: FixOf = ({ at: [path] }, record) => {
  const place = valueAt(record, path);
  if (place?.value.meaning.kind !== 'glued') return null;
  return rewrite(path, place.value.printed, printMeaning(place.value.meaning.proposed));
};

/** 百分比、百分率 → %. */
const percentSign: FixOf = ({ at }, record) => {
  const changes = at.flatMap((path) => {
    const place = valueAt(record, path);
    const text = place?.value.printed.replaceAll(/百分比|百分率|％/gu, '%');
    return place && text !== undefined && text !== place.value.printed ? [{ path, text }] : [];
  });
  return changes.length === 0 ? null : { label: '统一写成 %', changes };
};

/** ≥100% of what cannot be more → =100%. */
const exactRate: FixOf = ({ at: [path] }, record) => {
  const place = valueAt(record, path);
  return place ? rewrite(path, place.value.printed, '=100%') : null;
};

/** A cost without an upper limit → ≤. */
const upperLimit: FixOf = ({ at: [path] }, record) => {
  const place = valueAt(record, path);
  if (place?.value.meaning.kind !== 'quantity') return null;
  const { number, unit } = place.value.meaning;
  return rewrite(path, place.value.printed, `≤${number}${unit ?? ''}`);
};

/** Last year's date in a value → this year's. */
const thisYear: FixOf = ({ at: [path] }, record) => {
  const place = valueAt(record, path);
  if (!place || record.fiscalYear === null) return null;
  const text = place.value.printed.replaceAll(
    `${String(record.fiscalYear - 1)}年`,
    `${String(record.fiscalYear)}年`,
  );
  return rewrite(path, place.value.printed, text);
};

/** 资金总额 → sum of its sources, where no source is part of another. */
const totalOfSources: FixOf = ({ at: [path] }, { funds }) => {
  const match = /^\/funds\/(\d+)\/amount$/u.exec(path ?? '');
  const total = funds[Number(match?.[1])];
  if (!match || !total) return null;
  const sources = funds.filter(({ side, key }) => side === total.side && key !== 'total');
  const isPlain = sources.every(
    ({ key, amount, unit }) =>
      amount === null || (key !== null && PLAIN.includes(key) && unit === total.unit),
  );
  const amounts = sources.flatMap(({ amount }) => (amount === null ? [] : [Decimal.of(amount)]));
  if (!isPlain || amounts.length === 0) return null;
  return rewrite(path, total.amount ?? '', `${Decimal.sum(amounts).toString()}${total.unit ?? ''}`);
};
const PLAIN: readonly string[] = ['fiscal', 'carryover', 'other', 'special', 'unit'];

const WRITTEN = [
  'level3',
  'description',
  'target',
  'actual',
  'maxScore',
  'score',
  'deviationReason',
] as const;

function isBlankRow(row: Indicator): boolean {
  return WRITTEN.every((field) => row[field] === null) && Object.keys(row.further ?? {}).length === 0;
}

/** A row that was begun and never written. */
const withoutBlankRows: FixOf = ({ at: [path] }, { indicators }) => {
  const index = Number(/^\/indicators\/(\d+)\//u.exec(path ?? '')?.[1]);
  const row = indicators[index];
  return row && isBlankRow(row) ? { label: '删除这一空行', changes: [], removedRows: [index] } : null;
};

const FIXES: Readonly<Record<string, FixOf>> = {
  'value-stands-clear': withoutGlue,
  'percent-written-alike': percentSign,
  'full-rate-is-exact': exactRate,
  'cost-has-upper-limit': upperLimit,
  'dates-within-year': thisYear,
  'fund-sources-sum': totalOfSources,
  'indicator-cells-present': withoutBlankRows,
};

/** 修正办法 for a finding on a record; null where a person has to decide. */
export function fixOf(finding: Finding, record: FormRecord): Fix | null {
  return FIXES[finding.ruleId]?.(finding, record) ?? null;
}
