import type { FieldPath } from '../base/place.ts';
import type { FormRecord } from '../records/form-record.ts';
import { FUND_AMOUNT_FIELDS } from '../templates/form-template.ts';
import type { IndicatorValue } from '../values/indicator-value.ts';
import { fundText, segment } from './cell-value.ts';
import type { LeftOver } from './paper-layout.ts';

const INDICATOR_FIELDS = [
  'level1',
  'level2',
  'level3',
  'description',
  'target',
  'actual',
  'maxScore',
  'score',
  'deviationReason',
] as const;

function printed(value: string | number | IndicatorValue | null | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? value.printed : String(value);
}

function* everything(record: FormRecord): Generator<readonly [FieldPath, string]> {
  for (const [key, value] of Object.entries(record.header))
    yield [`/header/${key}`, printed(value as string | null)];
  for (const [index, row] of record.funds.entries()) {
    for (const field of FUND_AMOUNT_FIELDS) yield [`/funds/${String(index)}/${field}`, fundText(row, field)];
  }
  for (const [key, value] of Object.entries(record.goals))
    yield [`/goals/${key}`, printed(value as string | null)];
  for (const [index, indicator] of record.indicators.entries()) {
    const { further = {} } = indicator;
    for (const key of INDICATOR_FIELDS)
      yield [`/indicators/${String(index)}/${key}`, printed(indicator[key])];
    for (const [key, value] of Object.entries(further))
      yield [`/indicators/${String(index)}/further/${segment(key)}`, value];
  }
  yield ['/totalMaxScore', printed(record.totalMaxScore)];
  yield ['/totalScore', printed(record.totalScore)];
  yield ['/grade', printed(record.grade)];
  for (const [index, cell] of record.further.entries()) yield [`/further/${String(index)}`, cell.text];
}

/** 表样之外的内容: every filled field that has no cell on the paper. The year always stands in the head of the page. */
export function leftOver(record: FormRecord, shown: ReadonlySet<FieldPath>): readonly LeftOver[] {
  return [...everything(record)].flatMap(([path, text]) =>
    text === '' || shown.has(path) ? [] : [{ path, text }],
  );
}
