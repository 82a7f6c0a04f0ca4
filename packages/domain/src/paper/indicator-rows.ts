import type { FormRecord, Indicator } from '../records/form-record.ts';
import type { IndicatorColumn, IndicatorsBlock } from '../templates/form-template.ts';
import { indicatorValue } from './cell-value.ts';
import type { PaperCell, PaperRow } from './paper-layout.ts';

const CENTRED: ReadonlySet<string> = new Set(['level1', 'level2', 'targetOperator', 'targetUnit']);
const RIGHT: ReadonlySet<string> = new Set(['maxScore', 'score']);
const LEVELS = ['level1', 'level2'] as const;

function label(key: string, text: string, column: number, columns: number, rows = 1): PaperCell {
  return { key, role: 'label', text, column, columns, rows, align: 'center', paths: [] };
}

/** 合并行数: how many rows from `index` on share one merged level cell; 0 when the cell began further up. */
function mergedRows(indicators: readonly Indicator[], index: number, level: 'level1' | 'level2'): number {
  const same = (a: Indicator | undefined, b: Indicator | undefined): boolean => {
    if (a === undefined || a.level1 !== b?.level1) return false;
    return level === 'level1' ? a.level1 !== null : a.level2 !== null && a.level2 === b.level2;
  };
  const first = indicators[index];
  if (same(indicators[index - 1], first)) return 0;
  let count = 1;
  while (same(first, indicators[index + count])) count += 1;
  return count;
}

function isLevel(field: IndicatorColumn['field']): field is 'level1' | 'level2' {
  return (LEVELS as readonly string[]).includes(field);
}

/** A column with the grid column it begins at. */
interface PlacedColumn {
  readonly column: IndicatorColumn;
  readonly at: number;
}

function placeColumns(block: IndicatorsBlock, from: number): readonly PlacedColumn[] {
  let at = from;
  return block.columns.map((column) => {
    const placed = { column, at };
    at += column.columns ?? 1;
    return placed;
  });
}

/** Heads of the columns; neighbours of one group stand under a common head. */
function headRows(
  columns: readonly PlacedColumn[],
  hasGroups: boolean,
  side: readonly PaperCell[],
): readonly PaperRow[] {
  const upper: PaperCell[] = [...side];
  const lower: PaperCell[] = [];
  columns.forEach(({ column: { group, label: text, columns: width = 1 }, at }, index) => {
    const key = `head-${String(index)}`;
    if (group === undefined) {
      upper.push(label(key, text, at, width, hasGroups ? 2 : 1));
      return;
    }
    lower.push(label(key, text, at, width));
    const last = upper.at(-1);
    if (last?.key.startsWith('group-') && last.text === group)
      upper.splice(-1, 1, { ...last, columns: last.columns + width });
    else upper.push(label(`group-${String(index)}`, group, at, width));
  });
  return [
    { key: 'indicator-head', cells: upper, isHead: true },
    ...(hasGroups ? [{ key: 'indicator-head-2', cells: lower, isHead: true as const }] : []),
  ];
}

function bodyCell(
  record: FormRecord,
  index: number,
  { column, at }: PlacedColumn,
  isSplit: boolean,
): PaperCell | undefined {
  const { field, columns = 1 } = column;
  const indicator = record.indicators[index];
  if (!indicator) return undefined;
  const rows = isLevel(field) ? mergedRows(record.indicators, index, field) : 1;
  if (rows === 0) return undefined;
  const { text, path } = indicatorValue(indicator, index, column, isSplit);
  const paths = Array.from({ length: rows }, (_, down) =>
    path.replace(`/${String(index)}/`, `/${String(index + down)}/`),
  );
  const align = CENTRED.has(field) ? 'center' : RIGHT.has(field) ? 'right' : 'left';
  const key = `${field}-${String(index)}`;
  return { key, role: 'value', text, column: at, columns, rows, align, paths, field, indicator: index };
}

/** 绩效指标 table: heads, one row per indicator, equal level cells merged. */
export function indicatorRows(block: IndicatorsBlock, record: FormRecord): readonly PaperRow[] {
  const isSplit = block.columns.some(({ field }) => field === 'targetOperator' || field === 'targetUnit');
  const hasGroups = block.columns.some(({ group }) => group !== undefined);
  const sideWidth = block.side ? (block.side.columns ?? 1) : 0;
  const height = record.indicators.length + (hasGroups ? 2 : 1);
  const side = block.side ? [label('indicator-side', block.side.label, 0, sideWidth, height)] : [];
  const columns = placeColumns(block, sideWidth);
  const body = record.indicators.map<PaperRow>((_, index) => ({
    key: `indicator-${String(index)}`,
    cells: columns.flatMap((column) => bodyCell(record, index, column, isSplit) ?? []),
  }));
  return [...headRows(columns, hasGroups, side), ...body];
}
