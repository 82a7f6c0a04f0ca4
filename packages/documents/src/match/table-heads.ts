import { type Item, isRemark } from './items.ts';
import { meaningOf, type ColumnField } from './label-index.ts';

/** Heads of an indicator table: a run of column labels. */
export interface TableHead {
  readonly from: number;
  readonly to: number;
  /** One label per column, in the order of the columns. */
  readonly columns: readonly Item[];
}

const LEVEL_FIELDS: ReadonlySet<string> = new Set(['level1', 'level2', 'level3']);
const MAX_COLUMNS = 24;
const BROKEN_HEAD = '指标';

const fieldOf = (item: Item | undefined): ColumnField | undefined => meaningOf(item?.entry, 'column')?.field;
const isLevel = (item: Item): boolean => LEVEL_FIELDS.has(fieldOf(item) ?? '');
const isTarget = (item: Item): boolean => fieldOf(item) === 'target';

/** True where heads go on in the next row: levels below the other heads, or the parts of a value below 年度指标值. */
function goesOn(run: readonly Item[], item: Item): boolean {
  const field = fieldOf(item);
  const hasLevels = run.some(isLevel);
  return (
    run.length > 1 && (hasLevels ? field === 'targetOperator' && run.some(isTarget) : field === 'level1')
  );
}

/** Heads in two rows as one run: levels first, the parts of a value in the place of the head above them. */
function inOrder(run: readonly Item[]): readonly Item[] {
  const firstLevel = run.findIndex(isLevel);
  const upper = run.slice(0, firstLevel);
  const lower = run.slice(firstLevel);
  const operator = lower.findIndex((item) => fieldOf(item) === 'targetOperator');
  const group = lower.findIndex(isTarget);
  const isSplitBelow = group >= 0 && operator > group && lower.filter(isTarget).length > 1;
  if (upper.length === 0 && !isSplitBelow) return run;
  const ordered = isSplitBelow
    ? [...lower.slice(0, group), ...lower.slice(operator), ...lower.slice(group + 1, operator)]
    : [...lower, ...upper.filter((item) => !isTarget(item) || !lower.some(isTarget))];
  return ordered.map((item, index) => (item.row < 0 ? item : { ...item, column: index }));
}

function headAt(items: readonly Item[], from: number): TableHead | undefined {
  const run: Item[] = [];
  let row = items[from]?.row ?? -1;
  let to = from;
  for (let at = from; at < items.length && run.length < MAX_COLUMNS; at++) {
    const item = items[at];
    if (!item) break;
    // `一级 二级` above `指标 指标`: the second halves of broken heads.
    if (item.kind === 'blank' || isRemark(item) || item.key === BROKEN_HEAD) continue;
    if (fieldOf(item) === undefined) break;
    if (item.row >= 0 && item.row !== row) {
      if (!goesOn(run, item)) break;
      row = item.row;
    }
    run.push(item);
    to = at + 1;
  }
  const isHead =
    run.length >= 3 && run.some(isLevel) && run.some((item) => isTarget(item) || fieldOf(item) === 'level3');
  return isHead ? { from, to: to + remarksAt(items, to), columns: inOrder(run) } : undefined;
}

/** Remarks in brackets right behind the last head belong to it. */
function remarksAt(items: readonly Item[], from: number): number {
  let count = 0;
  for (let item = items[from]; item && isRemark(item); item = items[from + count]) count++;
  return count;
}

/** All heads of indicator tables. */
export function findHeads(items: readonly Item[]): TableHead[] {
  const heads: TableHead[] = [];
  for (let at = 0; at < items.length;) {
    const head = fieldOf(items[at]) ? headAt(items, at) : undefined;
    if (head) heads.push(head);
    at = head ? head.to : at + 1;
  }
  return heads;
}
