import type { Range, Unit } from '../model/neutral-document.ts';
import { meaningOf, type LabelEntry, type LabelIndex } from '../match/label-index.ts';
import { labelKey } from '../match/label-key.ts';
import type { LevelIndex } from '../match/level-index.ts';

/** Fewer equal neighbours may be chance. */
const MIN_REPEATS = 3;
/** A text of this length stands twice only when its cell is merged. */
const LONG_TEXT = 12;
const MAX_LABEL = 60;
const NUMBER = /^[≥≤=<>-]*[\d,.]*%?$/;

/** Kinds of labels that begin a row outside the tables of money and indicators. */
const CLOSING: ReadonlySet<string> = new Set(['header', 'further', 'total', 'grade']);

/** A label beside the rows it stands for. */
const isSide = (entry: LabelEntry | undefined): boolean =>
  meaningOf(entry, 'section') !== undefined || meaningOf(entry, 'goal') !== undefined;

interface Cell {
  readonly unit: Unit;
  readonly key: string;
  readonly entry: LabelEntry | undefined;
  readonly isLevel: boolean;
}

type Row = readonly Cell[];

function* rowsOf(units: readonly Unit[], labels: LabelIndex, levels: LevelIndex): Generator<Row> {
  let row: Cell[] = [];
  for (const unit of units) {
    if (row.length > 0 && row[0]?.unit.row !== unit.row) {
      yield row;
      row = [];
    }
    const key = unit.text.length > MAX_LABEL ? unit.text : labelKey(unit.text);
    row.push({ unit, key, entry: labels.find(key), isLevel: levels.find(key) !== undefined });
  }
  if (row.length > 0) yield row;
}

const isEqual = (a: Cell | undefined, b: Cell | undefined): boolean =>
  a !== undefined && b !== undefined && a.key !== '' && a.key === b.key;

/** Texts that stand beside or below the same text: labels, long texts, side labels. Most documents have none. */
function countRepeats(units: readonly Unit[], labels: LabelIndex): { beside: number; below: number } {
  const count = { beside: 0, below: 0 };
  const above = new Map<number, string>();
  units.forEach(({ text, row, column }, at) => {
    const left = units[at - 1];
    const isLong = text.length > LONG_TEXT;
    if (text.length > 1 && left?.text === text && left.row === row && (isLong || labels.find(labelKey(text))))
      count.beside++;
    if (text.length > 1 && above.get(column) === text && isSide(labels.find(labelKey(text)))) count.below++;
    above.set(column, text);
  });
  return count;
}

/** A row of nothing but labels, heads of what stands below. */
function isHeadRow(row: Row): boolean {
  const filled = row.filter(({ key }) => key !== '');
  const known = new Set(filled.flatMap(({ entry }) => (entry ? [entry.key] : [])));
  return known.size > 1 && filled.every(({ entry, isLevel }) => entry !== undefined && !isLevel);
}

type Table = 'funds' | 'goals' | 'indicators';

/** What the heads of a row stand over. */
function tableOf(row: Row): Table {
  if (row.some(({ entry }) => meaningOf(entry, 'column')?.field === 'level1')) return 'indicators';
  return row.some(({ entry }) => meaningOf(entry, 'fund-column') !== undefined) ? 'funds' : 'goals';
}

/** 重复的合并单元格: finds the cells that only repeat the text of a merged cell. */
class RepeatFinder {
  readonly #isWrittenOut: boolean;
  #table: Table | undefined;
  /** Columns of the table that repeat the head left of them. */
  #merged: ReadonlySet<number> = new Set();

  constructor(isWrittenOut: boolean) {
    this.#isWrittenOut = isWrittenOut;
  }

  find(row: Row, above: Row): Cell[] {
    const isHead = isHeadRow(row);
    const first = row.find(({ key }) => key !== '');
    if (isHead) {
      this.#table = tableOf(row);
      this.#merged = new Set(row.flatMap((cell, at) => (isEqual(cell, row[at - 1]) ? [at] : [])));
    } else if (this.#isOutside(first)) this.#table = undefined;
    const isSameLabel = isEqual(
      first,
      above.find(({ key }) => key !== ''),
    );
    return row.filter((cell, at) => {
      const upper = above[at]; // Cells of a text are counted from the left, none is left out.
      return (
        (this.#isWrittenOut && isEqual(cell, row[at - 1]) && (isHead || this.#repeatsLeft(cell, at))) ||
        (isEqual(cell, upper) && this.#repeatsAbove(cell, isHead, isSameLabel))
      );
    });
  }

  #isOutside(first: Cell | undefined): boolean {
    const isGoal = meaningOf(first?.entry, 'goal') !== undefined && this.#table === 'funds';
    return isGoal || (first?.entry?.meanings.some(({ kind }) => CLOSING.has(kind)) ?? false);
  }

  /** Below heads a cell is as wide as its head; elsewhere only numbers may stand twice. */
  #repeatsLeft({ key, entry }: Cell, at: number): boolean {
    if (this.#table === undefined) return entry !== undefined || !NUMBER.test(key);
    return this.#merged.has(at) || meaningOf(entry, 'fund-row') !== undefined;
  }

  #repeatsAbove(cell: Cell, isHead: boolean, isSameLabel: boolean): boolean {
    if ((isSide(cell.entry) && !cell.isLevel) || (isHead && cell.entry !== undefined)) return true;
    return isSameLabel && this.#isWrittenOut && cell.key.length > LONG_TEXT && this.#table !== 'indicators';
  }
}

/** 去重: blanks the cells of a grid that only repeat a merged cell; gives their stretches. */
export function dropRepeats(units: Unit[], labels: LabelIndex, levels: LevelIndex): Range[] {
  const { beside, below } = countRepeats(units, labels);
  if (beside < MIN_REPEATS && below === 0) return [];
  const finder = new RepeatFinder(beside >= MIN_REPEATS);
  const repeats = new Set<Unit>();
  let above: Row = [];
  for (const row of rowsOf(units, labels, levels)) {
    for (const { unit } of finder.find(row, above)) repeats.add(unit);
    above = row;
  }
  units.forEach((unit, at) => {
    if (repeats.has(unit)) units[at] = { ...unit, text: '' };
  });
  return [...repeats];
}
