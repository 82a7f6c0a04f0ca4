import type { FieldPath } from '../base/place.ts';
import { foldText } from '../base/text.ts';
import type { FormRecord, FundRow, Indicator } from '../records/form-record.ts';
import type { FundAmountField, IndicatorColumn, TemplateField } from '../templates/form-template.ts';
import { withThousands } from './with-thousands.ts';

/** 栏目内容: what stands in a cell and where it is kept in the record. */
export interface CellValue {
  readonly text: string;
  readonly path: FieldPath;
}

/** JSON 指针: one segment of a path. */
export function segment(text: string): string {
  return text.replaceAll('~', '~0').replaceAll('/', '~1');
}

const MONEY: ReadonlySet<string> = new Set(['amount', 'initialBudget', 'adjustedBudget', 'expenditure']);

/** 资金栏: amounts with separators; a unit of its own and a printed percent sign stay visible. */
export function fundText(row: FundRow, field: FundAmountField): string {
  const value = row[field];
  if (value === null) return '';
  if (MONEY.has(field)) return `${withThousands(value)}${row.unit ?? ''}`;
  return field === 'executionRate' && row.rateHasSign ? `${value}%` : value;
}

function fundValue(
  record: FormRecord,
  side: string,
  key: string,
  field: FundAmountField,
  label: string,
): CellValue | undefined {
  const known = record.funds.findIndex((row) => row.side === side && row.key === key);
  // A row whose money is not known by its name is still the row of that name.
  const isNamed = (row: FundRow): boolean =>
    row.side === side && row.key === null && isSameLabel(row.label, label);
  const index = known >= 0 ? known : record.funds.findIndex(isNamed);
  const row = record.funds[index];
  return row && { text: fundText(row, field), path: `/funds/${String(index)}/${field}` };
}

/** Labels differ by blanks, brackets' width, a number before and a colon behind. */
function isSameLabel(one: string, other: string): boolean {
  const plain = (text: string): string => foldText(text).replace(/^\d+[.、]|:$/gu, '');
  return plain(one) === plain(other);
}

function furtherValue(record: FormRecord, name: string, label: string): CellValue | undefined {
  const index = record.further.findIndex(
    (cell) => isSameLabel(cell.label, name) || isSameLabel(cell.label, label),
  );
  const cell = record.further[index];
  return cell && { text: cell.text, path: `/further/${String(index)}` };
}

function plain(text: string | number | null, path: FieldPath): CellValue {
  return { text: text === null ? '' : String(text), path };
}

/** 栏目值 of a field cell beside a label; `undefined` when the record has no such row. */
export function fieldValue(record: FormRecord, field: TemplateField, label: string): CellValue | undefined {
  const [head = '', ...rest] = field.split('.');
  const name = rest.join('.');
  switch (head) {
    case 'header':
      return plain(record.header[name as keyof FormRecord['header']], `/header/${name}`);
    case 'goals':
      return plain(record.goals[name as keyof FormRecord['goals']], `/goals/${name}`);
    case 'funds':
      return fundValue(record, rest[0] ?? '', rest[1] ?? '', rest[2] as FundAmountField, label);
    case 'further':
      return furtherValue(record, name, label);
    case 'total':
      return name === 'score'
        ? plain(record.totalScore, '/totalScore')
        : plain(record.totalMaxScore, '/totalMaxScore');
    case 'grade':
      return plain(record.grade, '/grade');
    default:
      return plain(record.fiscalYear, '/fiscalYear');
  }
}

/** Where sign, number and unit have columns of their own, each shows its part; words count as 定性. */
function targetPart(indicator: Indicator, field: 'target' | 'targetOperator' | 'targetUnit'): string {
  const { target } = indicator;
  if (!target) return '';
  const { meaning } = target;
  if (meaning.kind === 'quantity') {
    if (field === 'target') return meaning.number;
    return (field === 'targetOperator' ? meaning.operator : meaning.unit) ?? '';
  }
  if (field === 'target') return target.printed;
  return field === 'targetOperator' && meaning.kind === 'qualitative' ? '定性' : '';
}

/** 指标栏 of one column of an indicator row. */
export function indicatorValue(
  indicator: Indicator,
  index: number,
  { field }: IndicatorColumn,
  isSplit: boolean,
): CellValue {
  const base = `/indicators/${String(index)}`;
  if (field === 'targetOperator' || field === 'targetUnit' || (field === 'target' && isSplit)) {
    return { text: targetPart(indicator, field), path: `${base}/target` };
  }
  if (field === 'ignored') return { text: '', path: base };
  if (field.startsWith('further.')) {
    const id = field.slice('further.'.length);
    return { text: indicator.further?.[id] ?? '', path: `${base}/further/${segment(id)}` };
  }
  const key = field as Exclude<keyof Indicator, 'further' | 'hasSplitTarget'>;
  const value = indicator[key];
  const text = value === null ? '' : typeof value === 'string' ? value : value.printed;
  return { text, path: `${base}/${key}` };
}
