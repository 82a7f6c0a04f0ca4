import {
  composeIndicatorValue,
  Decimal,
  EMPTY_INDICATOR,
  isBlankCell,
  parseIndicatorValue,
  type DecimalText,
  type Indicator,
  type IndicatorValue,
} from '@jiheng/domain';

import { isDrawn } from '../model/neutral-document.ts';
import { alignRows, type AlignedRow, type Column } from './align-rows.ts';
import { joinBrokenRows } from './broken-rows.ts';
import { doubtOf } from './doubtful-rows.ts';
import { FormDraft, textOf } from './form-draft.ts';
import type { Item } from './items.ts';
import { meaningOf, type ColumnField } from './label-index.ts';
import { labelKey } from './label-key.ts';
import { mendLevels } from './level-pieces.ts';
import type { LevelIndex } from './level-index.ts';
import { LevelTracker, type Level, type RowLevels } from './level-tracker.ts';
import { isFurniture, type ReaderRules } from './reader-rules.ts';
import { tokenOf, type Token } from './tokens.ts';

const NAME_PREFIX = /^指标\d+[:：.、]?(?=.)/;
/** Names of the columns of the medium term that stand beside those of the year. */
const MIDTERM: Readonly<Partial<Record<ColumnField, string>>> = {
  level2: '中期二级指标',
  level3: '中期三级指标',
  target: '中期指标值',
};
const VALUES: readonly ColumnField[] = ['target', 'actual', 'maxScore', 'score'];
const POINTS = /^(-?\d+(?:\.\d+)?)分?$/;

/** Content of one row by field. A field that has two columns (中期, 年度) keeps the last here, the first apart. */
interface RowCells {
  readonly cells: ReadonlyMap<ColumnField, readonly Item[]>;
  readonly earlier: ReadonlyMap<ColumnField, readonly Item[]>;
}

function cellsOf(row: AlignedRow, columns: readonly Column[]): RowCells {
  const cells = new Map<ColumnField, readonly Item[]>();
  const earlier = new Map<ColumnField, readonly Item[]>();
  columns.forEach(({ field }, index) => {
    const items: Item[] = [];
    for (const { item } of row[index] ?? []) if (item.text !== '') items.push(item);
    if (items.length === 0) return;
    const known = cells.get(field);
    if (known) earlier.set(field, known);
    cells.set(field, items);
  });
  return { cells, earlier };
}

/** 指标表: rows of one indicator table. */
export class IndicatorReader {
  readonly indicators: Indicator[] = [];
  /** Rows of which something was understood, but no name or no value. */
  readonly broken: Item[] = [];
  /** Rows that were read but need a look, with the name's cell and the reason. */
  readonly doubts: { readonly path: string; readonly name: readonly Item[]; readonly reason: string }[] = [];
  readonly #draft: FormDraft;
  readonly #levels: LevelIndex;

  readonly #furniture: RegExp;
  readonly #tracker: LevelTracker;

  constructor(draft: FormDraft, { levels, furniture }: ReaderRules) {
    this.#draft = draft;
    this.#levels = levels;
    this.#tracker = new LevelTracker(levels);
    this.#furniture = furniture;
  }

  read(items: readonly Item[], heads: readonly Item[]): void {
    const columns = heads.flatMap((item): Column[] => {
      const column = meaningOf(item.entry, 'column');
      return column ? [{ field: column.field, column: item.column }] : [];
    });
    const content = this.#content(items, columns);
    const tokens = content.map((item) => tokenOf(item, this.#levels));
    const rows = alignRows(tokens, columns, isDrawn(this.#draft.document));
    this.#tracker.see(content);
    const printedUnder = new Map(heads.map((item) => [item.column, item]));
    const all = rows.map((row) => cellsOf(row, columns));
    all.forEach(({ cells, earlier }, index) => {
      const name = textOf(cells.get('level3') ?? []);
      const [first, second] = [cells.get('level1') ?? [], cells.get('level2') ?? []];
      // A piece of the name in a merged level cell is no level; beside a level of its own it is.
      const isLevel = ({ text, key }: Item): boolean =>
        first.length > 0 || this.#levels.find(key) !== undefined || !name.startsWith(text);
      const levels = this.#tracker.next(first, second.filter(isLevel));
      const nextName = all[index + 1]?.cells.get('level3');
      this.#row(withOneName(cells, nextName), earlier, levels, printedUnder, rows[index]);
    });
  }

  /** Items of the table's body: side labels apart, broken labels and rows mended. */
  #content(items: readonly Item[], columns: readonly Column[]): Item[] {
    const { shape } = this.#draft.document;
    const mended = shape === 'grid' ? items : mendLevels(items, shape, this.#levels);
    const body = mended.filter((item, index) => {
      const section =
        item.kind === 'label' && this.#levels.find(item.key) === undefined
          ? meaningOf(item.entry, 'section')
          : undefined;
      const isFirst = item.row >= 0 && (mended[index - 1]?.row !== item.row || item.column === 0);
      if (!section || !(isFirst || (item.row < 0 && section.name === 'indicators'))) return true;
      this.#draft.label(item);
      return false;
    });
    while (this.#isForeign(body.at(-1))) this.#draft.furniture(...body.splice(-1));
    return shape === 'grid' ? joinBrokenRows(body, columns, this.#levels) : body;
  }

  /** Web page foot or signature that follows the table without a closing row. */
  #isForeign(item: Item | undefined): boolean {
    return item?.kind === 'text' && isFurniture(item.text, this.#furniture);
  }

  #doubt(path: string, cells: RowCells['cells']): void {
    const name = cells.get('level3') ?? [];
    const points = (['maxScore', 'score'] as const).flatMap((field) => {
      const printed = textOf(cells.get(field) ?? []);
      return printed === '' ? [] : [{ printed, points: pointsOf(printed) }];
    });
    const reason = doubtOf(textOf(name), points);
    if (reason !== null) this.doubts.push({ path, name, reason });
  }

  #row(
    cells: RowCells['cells'],
    earlier: RowCells['earlier'],
    levels: RowLevels,
    heads: ReadonlyMap<number, Item>,
    row: AlignedRow | undefined,
  ): void {
    const tokens = (row ?? []).flat();
    const isPlaceholder =
      tokens.some(({ isPlaceholder: is }) => is) &&
      tokens.every(
        (token) => token.isPlaceholder || token.isBlank || token.isDash || token.isLevel1 || token.isLevel2,
      );
    const name = cells.get('level3');
    const hasValue = VALUES.some((field) => cells.has(field));
    if (isPlaceholder || !name || !hasValue) {
      this.#withoutIndicator(tokens, isPlaceholder);
      return;
    }
    const path = `/indicators/${this.indicators.length}`;
    const indicator = this.#indicator(cells, levels);
    this.indicators.push(withEarlier(indicator, earlier));
    this.#earlier(path, earlier);
    this.#doubt(path, cells);
    for (const [field, items] of cells) {
      if (field === 'level1' || field === 'level2') continue;
      const key = field === 'targetOperator' || field === 'targetUnit' ? 'target' : field.replace('.', '/');
      this.#draft.field(
        `${path}/${key}`,
        key === 'target' ? targetItems(cells) : items,
        printedUnder(field, items, heads),
      );
    }
    this.#level(`${path}/level1`, levels.level1, 'level1', heads);
    this.#level(`${path}/level2`, levels.level2, 'level2', heads);
    for (const { item, isLevel1, isLevel2 } of tokens)
      if ((isLevel1 || isLevel2) && !name.includes(item)) this.#draft.label(item);
  }

  #earlier(path: string, earlier: RowCells['earlier']): void {
    for (const [field, items] of earlier) {
      const name = MIDTERM[field];
      if (name === undefined) this.#draft.label(...items);
      else this.#draft.field(`${path}/further/${name}`, items);
    }
  }

  #level(path: string, level: Level | null, field: ColumnField, heads: ReadonlyMap<number, Item>): void {
    if (!level) return;
    if (level.items.length > 0)
      this.#draft.shared(path, level.items, printedUnder(field, level.items, heads));
    else
      this.#draft.stated(path, { kind: 'inferred', reason: `二级指标属于“${level.text}”`, confidence: 0.8 });
  }

  /** A row without indicator: a placeholder of the blank form, a level label alone, or a row that is broken. */
  #withoutIndicator(tokens: readonly Token[], isPlaceholder: boolean): void {
    const rest: Token[] = [];
    for (const token of tokens) {
      if (token.isBlank) continue;
      if (isPlaceholder || token.isLevel1 || token.isLevel2 || token.isDash || token.isPlaceholder)
        this.#draft.label(token.item);
      else rest.push(token);
    }
    const [first] = rest;
    if (first) this.broken.push(first.item);
  }

  #indicator(cells: RowCells['cells'], { level1, level2 }: RowLevels): Indicator {
    const text = (field: ColumnField): string | null => {
      const joined = textOf(cells.get(field) ?? []);
      return isBlankCell(joined) ? null : joined;
    };
    const value = (field: ColumnField): IndicatorValue | null => {
      const cell = text(field);
      return cell === null ? null : parseIndicatorValue(cell);
    };
    const hasSplit = cells.has('targetOperator') || cells.has('targetUnit');
    const further = [...cells].flatMap(([field, items]): [string, string][] =>
      field.startsWith('further.') && !isBlankCell(textOf(items)) ? [[field.slice(8), textOf(items)]] : [],
    );
    const indicator: Indicator = {
      ...EMPTY_INDICATOR,
      level1: level1?.text ?? null,
      level2: level2?.text ?? null,
      level3: text('level3')?.replace(NAME_PREFIX, '') ?? null,
      description: text('description'),
      target: hasSplit
        ? composeIndicatorValue({
            operator: text('targetOperator'),
            value: text('target'),
            unit: text('targetUnit'),
          })
        : value('target'),
      actual: value('actual'),
      maxScore: pointsOf(text('maxScore')),
      score: pointsOf(text('score')),
      deviationReason: text('deviationReason'),
    };
    const whole = hasSplit ? { ...indicator, hasSplitTarget: true as const } : indicator;
    return further.length > 0 ? { ...whole, further: Object.fromEntries(further) } : whole;
  }
}

function pointsOf(text: string | null): DecimalText | null {
  const digits = text === null ? undefined : POINTS.exec(labelKey(text).replaceAll(',', ''))?.[1];
  return digits === undefined ? null : (Decimal.parse(digits)?.toString() ?? null);
}

function targetItems(cells: RowCells['cells']): readonly Item[] {
  return (['targetOperator', 'target', 'targetUnit'] as const).flatMap((field) => cells.get(field) ?? []);
}

function printedUnder(
  field: ColumnField,
  items: readonly Item[],
  heads: ReadonlyMap<number, Item>,
): string | undefined {
  const [first] = items;
  if (!first || first.row < 0) return undefined;
  const head = heads.get(first.column);
  const own = meaningOf(head?.entry, 'column');
  return head && own && own.field !== field ? head.text : undefined;
}

/** The columns of the medium term beside those of the year stay with the indicator. */
function withEarlier(indicator: Indicator, earlier: RowCells['earlier']): Indicator {
  const further = [...earlier].flatMap(([field, items]): [string, string][] => {
    const [name, text] = [MIDTERM[field], textOf(items)];
    return name === undefined || isBlankCell(text) ? [] : [[name, text]];
  });
  return further.length === 0
    ? indicator
    : { ...indicator, further: { ...indicator.further, ...Object.fromEntries(further) } };
}

/**
 * Two cells of a grid where one name should stand: the one beside the value is the name, unless the row below has it as its own.
 * What is left out stays residue.
 */
function withOneName(cells: RowCells['cells'], next: readonly Item[] | undefined): RowCells['cells'] {
  const name = cells.get('level3');
  const last = name?.at(-1);
  if (!name || name.length < 2 || !last || name.some(({ row }) => row < 0)) return cells;
  const isNext = next !== undefined && textOf(next) === last.text;
  return new Map(cells).set('level3', isNext ? name.slice(0, -1) : [last]);
}
