import { EMPTY_INDICATOR, emptyRecord } from '../records/empty.ts';
import type { FormRecord } from '../records/form-record.ts';
import { parseIndicatorValue } from '../values/parse-value.ts';
import type { DraftOperation } from '../drafting/operation.ts';

/** Ids of rows in order: r1, r2, … For tests only. */
export const ids = () => {
  let next = 0;
  return () => `r${String(++next)}`;
};

/** A target with two indicators. */
export const started: FormRecord = {
  ...emptyRecord('target'),
  indicators: [
    { ...EMPTY_INDICATOR, level3: '改造路灯盏数', target: parseIndicatorValue('≥200盏') },
    { ...EMPTY_INDICATOR, level3: '验收合格率', target: parseIndicatorValue('=100%') },
  ],
};
/** Writing a cell: of a row, or of the fixed part where that is null. */
export const set = (row: string | null, field: string, text: string, seen: string): DraftOperation => ({
  kind: 'set',
  row,
  field,
  text,
  seen,
});
