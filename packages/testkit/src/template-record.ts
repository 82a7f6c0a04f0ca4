import {
  Decimal,
  EMPTY_FUND_ROW,
  EMPTY_GOALS,
  EMPTY_HEADER,
  EMPTY_INDICATOR,
  composeIndicatorValue,
  labelBefore,
  parseIndicatorValue,
  placeCells,
  RECORD_SCHEMA_VERSION,
  type DecimalText,
  type FormRecord,
  type FormTemplate,
  type FundKey,
  type FundRow,
  type FurtherCell,
  type Indicator,
  type Taxonomy,
} from '@jiheng/domain';

import { fillPaper } from './paper-text.ts';

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

function decimal(text: string): DecimalText | null {
  return Decimal.parse(text.replace(/%$/u, ''))?.toString() ?? null;
}

/** Everything the fixed part of a form holds. */
class RecordDraft {
  readonly header: Draft<FormRecord['header']> = { ...EMPTY_HEADER };
  readonly goals: Draft<FormRecord['goals']> = { ...EMPTY_GOALS };
  readonly funds: Draft<FundRow>[] = [];
  readonly further: FurtherCell[] = [];
  totals: Pick<FormRecord, 'totalMaxScore' | 'totalScore' | 'grade'> = {
    totalMaxScore: null,
    totalScore: null,
    grade: null,
  };

  put(field: string, text: string, label: string): void {
    const [head = '', name = '', key = '', amount = ''] = field.split('.');
    if (head === 'header') this.header[name as keyof FormRecord['header']] = text;
    else if (head === 'goals') this.goals[name as keyof FormRecord['goals']] = text;
    else if (head === 'funds') this.#fund(name as FundRow['side'], key as FundKey, amount, text, label);
    else if (head === 'further') {
      const whole = field.slice('further.'.length);
      this.further.push({ label: whole.startsWith(label) ? whole : label, text });
    } else if (field === 'total.maxScore') this.totals = { ...this.totals, totalMaxScore: decimal(text) };
    else if (field === 'total.score') this.totals = { ...this.totals, totalScore: decimal(text) };
    else if (field === 'grade') this.totals = { ...this.totals, grade: text };
  }

  #fund(side: FundRow['side'], key: FundKey, field: string, text: string, label: string): void {
    let row = this.funds.find((other) => other.side === side && other.key === key);
    if (!row) this.funds.push((row = { ...EMPTY_FUND_ROW, label, key, side }));
    if (field === 'reason') row.reason = text;
    else row[field as 'amount'] = decimal(text);
    if (field === 'executionRate' && text.endsWith('%')) row.rateHasSign = true;
  }
}

function indicatorOf(values: ReadonlyMap<string, string>): Indicator {
  const text = (field: string): string | null => values.get(field) ?? null;
  const value = (field: string) => (values.has(field) ? parseIndicatorValue(values.get(field) ?? '') : null);
  const further = [...values].flatMap(([field, cell]): [string, string][] =>
    field.startsWith('further.') ? [[field.slice('further.'.length), cell]] : [],
  );
  const isSplit = values.has('targetOperator') || values.has('targetUnit');
  return {
    ...EMPTY_INDICATOR,
    level1: text('level1'),
    level2: text('level2'),
    level3: text('level3'),
    description: text('description'),
    target: isSplit
      ? composeIndicatorValue({
          operator: text('targetOperator'),
          value: text('target'),
          unit: text('targetUnit'),
        })
      : value('target'),
    actual: value('actual'),
    maxScore: values.has('maxScore') ? decimal(values.get('maxScore') ?? '') : null,
    score: values.has('score') ? decimal(values.get('score') ?? '') : null,
    deviationReason: text('deviationReason'),
    ...(isSplit && { hasSplitTarget: true as const }),
    ...(further.length > 0 && { further: Object.fromEntries(further) }),
  };
}

/**
 * A record that fills every cell of a template, made from the template alone: what a form that uses all of its paper holds. The
 * values are those of `fillPaper`.
 */
export function templateRecord(template: FormTemplate, taxonomy: Taxonomy, fiscalYear: number): FormRecord {
  const { fields, indicators } = fillPaper(template, taxonomy);
  const draft = new RecordDraft();
  for (const block of template.blocks) {
    if (block.block === 'indicators') continue;
    const placed = placeCells(block.block === 'cells' ? block.rows : [block.cells]);
    for (const place of placed) {
      if (!('field' in place.cell)) continue;
      const { field, codeField } = place.cell;
      draft.put(field, fields.get(field) ?? '', labelBefore(placed, place));
      if (codeField) draft.put(codeField, '418203', '');
    }
  }
  const { header, goals, funds, further, totals } = draft;
  return {
    schemaVersion: RECORD_SCHEMA_VERSION,
    kind: template.kind,
    title: template.title,
    fiscalYear,
    region: null,
    header,
    amountUnit: template.amountUnit,
    funds,
    goals,
    indicators: indicators.map(indicatorOf),
    ...totals,
    further,
  };
}
