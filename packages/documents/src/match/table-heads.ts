import { Gap } from '../model/neutral-document.ts';
import { type Item, isRemark } from './items.ts';
import { meaningOf, type ColumnField } from './label-index.ts';
import type { LevelIndex } from './level-index.ts';

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
/** Heads that no list knows are as short as known ones. */
const LONGEST_HEAD = 16;
/** So many of them stand side by side at most. */
const MAX_UNKNOWN = 2;

const fieldOf = (item: Item | undefined): ColumnField | undefined => meaningOf(item?.entry, 'column')?.field;
const isLevel = (item: Item): boolean => LEVEL_FIELDS.has(fieldOf(item) ?? '');
const isTarget = (item: Item): boolean => fieldOf(item) === 'target';

/** Remarks below heads, and `指标 指标` below `一级 二级`, the second halves of broken heads. */
const isBeside = (item: Item): boolean => item.kind === 'blank' || isRemark(item) || item.key === BROKEN_HEAD;

function isHead(run: readonly Item[]): boolean {
  const known = run.filter((item) => fieldOf(item) !== undefined);
  return (
    known.length >= 3 &&
    known.some(isLevel) &&
    known.some((item) => isTarget(item) || fieldOf(item) === 'level3')
  );
}

/** A head that no list knows becomes a column of its own name. */
function ownColumn(item: Item): Item {
  if (fieldOf(item) !== undefined) return item;
  const meaning = { kind: 'column', field: `further.${item.text}` } as const;
  return { ...item, entry: { key: item.key, meanings: [meaning] } };
}

const withField = (item: Item, field: ColumnField): Item => ({
  ...item,
  entry: { key: item.key, meanings: [{ kind: 'column', field }] },
});

/**
 * What heads mean beside each other: 指标类型 beside 一级指标 is no level, and an unknown head in the place of the name or the
 * value is that.
 */
function named(run: readonly Item[]): readonly Item[] {
  const has = (field: ColumnField): boolean => run.some((item) => fieldOf(item) === field);
  const hasFirst = run.some(({ key }) => key.startsWith('一级'));
  const lastLevel = run.findLastIndex(isLevel);
  const [hasName, hasTarget] = [has('level3'), has('target')];
  return run.map((item, index) => {
    const field = fieldOf(item);
    if (field === 'level1' && hasFirst && !item.key.startsWith('一级'))
      return withField(item, `further.${item.text}`);
    if (field !== undefined || index !== lastLevel + 1) return ownColumn(item);
    if (!hasName) return withField(item, 'level3');
    return hasTarget ? ownColumn(item) : withField(item, 'target');
  });
}

/** Items of one printed row, from an index on. */
function rowAt(items: readonly Item[], from: number): readonly Item[] {
  const row = items[from]?.row;
  let to = from;
  while (to < items.length && items[to]?.row === row) to++;
  return items.slice(from, to);
}

const couldBeHead = (item: Item): boolean =>
  item.key !== '' && item.text.length <= LONGEST_HEAD && !/^[\d.,%≥≤-]+$/.test(item.key);

/** The items of the upper row that the cells of the lower row stand under; -1 left of all of them. */
function ownersOf(upper: readonly Item[], lower: readonly Item[]): number[] {
  return lower.map(({ column }) => upper.findLastIndex((head) => head.column <= column));
}

/**
 * True when a row holds parts of the heads above it: known heads, or under common headings words in a row in which neither
 * levels nor values are filled.
 */
function goesOnBelow(upper: readonly Item[], lower: readonly Item[]): boolean {
  if (lower.length === 0 || !lower.every(couldBeHead)) return false;
  if (lower.every((item) => fieldOf(item) !== undefined)) return true;
  const owners = ownersOf(upper, lower);
  return owners.every((owner) => {
    const head = upper[owner];
    const isShared = owners.filter((other) => other === owner).length > 1;
    return head !== undefined && isShared && !isLevel(head) && !isTarget(head);
  });
}

/** Heads of two rows as one run: parts stand in the place of the heading above them. */
function withParts(upper: readonly Item[], lower: readonly Item[]): readonly Item[] {
  const owners = ownersOf(upper, lower);
  const partsOf = (owner: number): readonly Item[] => lower.filter((_, index) => owners[index] === owner);
  return [
    ...partsOf(-1),
    ...upper.flatMap((head, index) => {
      const parts = partsOf(index);
      return parts.length > 0 ? parts : [head];
    }),
  ];
}

/** Heads where rows and columns can be seen. */
function drawnHeadAt(items: readonly Item[], from: number): TableHead | undefined {
  const first = rowAt(items, from);
  let to = from + first.length;
  let run: readonly Item[] = first.filter((item) => !isBeside(item));
  while (run.every(couldBeHead)) {
    const below = rowAt(items, to);
    const lower = below.filter((item) => !isBeside(item));
    const isRest = below.length > 0 && lower.length === 0 && below.some(({ kind }) => kind !== 'blank');
    if (!isRest && !goesOnBelow(run, lower)) break;
    run = withParts(run, lower);
    to += below.length;
  }
  if (run.length > MAX_COLUMNS || !isHead(run) || !run.every(couldBeHead)) return undefined;
  return { from, to, columns: named(run) };
}

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
  const level = run.find(isLevel);
  const isBeforeLevels = (item: Item): boolean =>
    item.row < 0 ? fieldOf(item) === 'ignored' : item.row === level?.row;
  const firstLevel = run.findIndex((item) => item === level || isBeforeLevels(item));
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

const isName3 = (item: Item): boolean => fieldOf(item) === 'level3';
/** 绩效指标 behind 二级指标 heads the names. */
const isIndicators = (item: Item): boolean => meaningOf(item.entry, 'section')?.name === 'indicators';

/** How many items from an index on are heads that no list knows: beside known ones, or before the first level of the body. */
function unknownHeads(items: readonly Item[], at: number, run: readonly Item[], levels: LevelIndex): number {
  if (!run.some(isLevel)) return 0;
  const row = items[at]?.row ?? -1;
  let isOwnLine = true;
  for (let count = 0; count <= MAX_UNKNOWN; count++) {
    const item = items[at + count];
    if (!item || (row >= 0 && item.row !== row)) return row >= 0 && isHead(run) ? count : 0;
    if (fieldOf(item) !== undefined) return count;
    const level = levels.find(item.key);
    if (level) return row < 0 && isOwnLine && level.isLevel1 && !level.isWeak && isHead(run) ? count : 0;
    const isName = count === 0 && isIndicators(item) && !run.some(isName3);
    if ((item.kind !== 'text' && !isName) || !couldBeHead(item)) return 0;
    isOwnLine &&= item.gap >= Gap.Line;
  }
  return 0;
}

/** Heads by the words for them; `items` stand one behind the other, in rows or not. */
function headAt(items: readonly Item[], from: number, levels: LevelIndex): TableHead | undefined {
  const run: Item[] = [];
  let row = items[from]?.row ?? -1;
  let to = from;
  for (let at = from; at < items.length && run.length < MAX_COLUMNS; at++) {
    const item = items[at];
    if (!item) break;
    if (isBeside(item)) continue;
    if (item.row >= 0 && item.row !== row) {
      if (!goesOn(run, item)) break;
      row = item.row;
    }
    const unknown = fieldOf(item) === undefined ? unknownHeads(items, at, run, levels) : 1;
    if (unknown === 0) break;
    run.push(...items.slice(at, at + unknown));
    at += unknown - 1;
    to = at + 1;
  }
  if (!isHead(run)) return undefined;
  return { from, to: to + remarksAt(items, to), columns: named(inOrder(run)) };
}

/** Remarks in brackets right behind the last head belong to it. */
function remarksAt(items: readonly Item[], from: number): number {
  let count = 0;
  for (let item = items[from]; item && isRemark(item); item = items[from + count]) count++;
  return count;
}

/** All heads of indicator tables. `isDrawn`: cells stand in the columns in which the file shows them. */
export function findHeads(items: readonly Item[], isDrawn: boolean, levels: LevelIndex): TableHead[] {
  const heads: TableHead[] = [];
  for (let at = 0; at < items.length;) {
    const drawn = isDrawn && fieldOf(items[at]) ? drawnHeadAt(items, at) : undefined;
    const head = drawn ?? (fieldOf(items[at]) ? headAt(items, at, levels) : undefined);
    if (head) heads.push(head);
    at = head ? head.to : at + 1;
  }
  return heads;
}
