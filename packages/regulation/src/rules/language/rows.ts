import {
  Decimal,
  type FieldPath,
  type FormRecord,
  type FundRow,
  type Indicator,
  type IndicatorValue,
  type Level1Key,
  type Level2Key,
  type MoneyUnit,
  type Operator,
  type Taxonomy,
} from '@jiheng/domain';

import { measureOf, type Measure } from './names.ts';

/** A number of an indicator, ready to compute with. */
export interface Quantity {
  readonly operator: Operator | null;
  readonly number: Decimal;
  readonly unit: string | null;
}

/** One indicator as rules look at it: parsed once per form. */
export interface Row {
  readonly index: number;
  readonly indicator: Indicator;
  /** Name of the indicator; empty when the cell is blank. */
  readonly name: string;
  readonly measure: Measure | null;
  readonly level1: Level1Key | null;
  readonly level2: Level2Key | null;
  readonly target: Quantity | null;
  readonly actual: Quantity | null;
  readonly maxScore: Decimal | null;
  readonly score: Decimal | null;
}

/** Path of a field of a row. */
export function at(row: Row, field: keyof Indicator): FieldPath {
  return `/indicators/${row.index}/${field}`;
}

/** 无, strokes and a deviation of 0 in a cell mean that there is nothing. */
export function hasText(text: string | null): text is string {
  return text !== null && text !== '' && !/^(?:无|没有|无偏差|不适用|0%?|[-—/、]+)$/.test(text);
}

/** Decimal of a stored text; null for a blank or unreadable one. */
export function decimal(text: string | null): Decimal | null {
  return text === null ? null : (Decimal.parse(text) ?? null);
}

interface Labels {
  readonly level1: ReadonlyMap<string, Level1Key>;
  readonly level2: ReadonlyMap<string, readonly { level1: Level1Key; level2: Level2Key }[]>;
}

const labelsByTaxonomy = new WeakMap<Taxonomy, Labels>();

/** No label of a taxonomy is longer. */
const LONGEST_LABEL = 60;

/** Label without blanks, brackets and the closing word 指标. */
function bare(label: string): string {
  if (label.length > LONGEST_LABEL) return label;
  return label.replace(/\s+|[（(].*[)）]/g, '').replace(/指标$/, '');
}

function labelsOf(taxonomy: Taxonomy): Labels {
  const known = labelsByTaxonomy.get(taxonomy);
  if (known) return known;
  const level1 = new Map<string, Level1Key>();
  const level2 = new Map<string, { level1: Level1Key; level2: Level2Key }[]>();
  for (const upper of taxonomy.levels) {
    for (const label of [upper.label, ...(upper.aliases ?? [])]) level1.set(bare(label), upper.key);
    for (const lower of upper.children) {
      for (const label of [lower.label, ...(lower.aliases ?? [])]) {
        const places = level2.get(bare(label)) ?? [];
        places.push({ level1: upper.key, level2: lower.key });
        level2.set(bare(label), places);
      }
    }
  }
  const labels = { level1, level2 };
  labelsByTaxonomy.set(taxonomy, labels);
  return labels;
}

/** Keys a printed pair of labels stands for; null where the taxonomy does not know it. */
export function keysOf(
  indicator: Indicator,
  taxonomy: Taxonomy,
): { level1: Level1Key | null; level2: Level2Key | null; owners: readonly Level1Key[] } {
  const labels = labelsOf(taxonomy);
  const level1 = indicator.level1 === null ? null : (labels.level1.get(bare(indicator.level1)) ?? null);
  const places = indicator.level2 === null ? [] : (labels.level2.get(bare(indicator.level2)) ?? []);
  const place = places.find((candidate) => candidate.level1 === level1) ?? places[0];
  return { level1, level2: place?.level2 ?? null, owners: places.map((candidate) => candidate.level1) };
}

/** Whether a text is a label of the taxonomy (数量指标, 社会效益) and so no name of an indicator. */
export function isTaxonomyLabel(text: string, taxonomy: Taxonomy): boolean {
  const labels = labelsOf(taxonomy);
  const label = bare(text);
  // 满意度 alone is a label, 服务对象满意度 is also how people name the indicator itself.
  if (label.endsWith('满意度') && !text.endsWith('指标')) return false;
  return labels.level1.has(label) || labels.level2.has(label);
}

function quantityOf(value: IndicatorValue | null): Quantity | null {
  const meaning = value?.meaning;
  if (meaning?.kind !== 'quantity') return null;
  const number = Decimal.parse(meaning.number);
  return number ? { operator: meaning.operator, number, unit: meaning.unit } : null;
}

const rowsByForm = new WeakMap<FormRecord, { taxonomy: Taxonomy; rows: readonly Row[] }>();

/** The indicators of a form, parsed. Kept for as long as the record lives, for every rule asks for them. */
export function rowsOf(form: FormRecord, taxonomy: Taxonomy): readonly Row[] {
  const known = rowsByForm.get(form);
  if (known?.taxonomy === taxonomy) return known.rows;
  const rows = form.indicators.map((indicator, index): Row => {
    const { level1, level2 } = keysOf(indicator, taxonomy);
    const name = indicator.level3 ?? '';
    return {
      index,
      indicator,
      name,
      measure: measureOf(name),
      level1,
      level2,
      target: quantityOf(indicator.target),
      actual: quantityOf(indicator.actual),
      maxScore: decimal(indicator.maxScore),
      score: decimal(indicator.score),
    };
  });
  rowsByForm.set(form, { taxonomy, rows });
  return rows;
}

/** Cost indicators, be cost the first level or the second. */
export function isCost(row: Row): boolean {
  return row.level1 === 'cost' || row.level2 === 'cost';
}

/** 资金总额, as a rule that of the year: the row everything is measured by. */
export function totalFund(
  form: FormRecord,
  side: FundRow['side'] = 'annual',
): { readonly row: FundRow; readonly path: FieldPath } | null {
  const index = form.funds.findIndex((row) => row.key === 'total' && row.side === side);
  const row = form.funds[index];
  return row ? { row, path: `/funds/${index}` } : null;
}

const YUAN: readonly (readonly [RegExp, string])[] = [
  [/^亿元?$/, '100000000'],
  [/^万元?$/, '10000'],
  [/^元$/, '1'],
];

/** An amount in 元; null when the unit is not money. */
export function inYuan(number: Decimal, unit: string | null): Decimal | null {
  const base = (unit ?? '').split(/[/／]/)[0] ?? '';
  const factor = YUAN.find(([pattern]) => pattern.test(base))?.[1];
  return factor === undefined ? null : number.mul(Decimal.of(factor));
}

/** The year's (or the project's) budget in 元: amount asked for, or adjusted budget. */
export function budgetInYuan(form: FormRecord, side: FundRow['side'] = 'annual'): Decimal | null {
  const total = totalFund(form, side)?.row;
  if (!total) return null;
  const amount = decimal(total.amount ?? total.adjustedBudget ?? total.initialBudget);
  return amount && !amount.isZero ? inYuan(amount, total.unit ?? form.amountUnit) : null;
}

const WAN = Decimal.of('10000');

/** An amount as the form would print it: `4.49万元`, `300000元`. */
export function showMoney(yuan: Decimal, unit: MoneyUnit): string {
  const amount = unit === '万元' ? yuan.div(WAN, 6, 'half-up') : yuan;
  return `${amount
    .toString()
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')}${unit}`;
}
