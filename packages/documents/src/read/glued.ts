import type { Range } from '../model/neutral-document.ts';
import { meaningOf, type LabelEntry, type LabelIndex } from '../match/label-index.ts';
import { keyOffsets } from '../match/label-key.ts';
import type { LevelIndex } from '../match/level-index.ts';

const OPERATOR = /[≥≤≧≦><=＞＜＝≠±]|不(?:少于|低于|超过|高于|大于)|(?:大|小|高|低)于/;
const DATE_AT_END = /(?:19|20)\d{2}年(?:\d{1,2}月)?(?:\d{1,2}日)?[^\d\s]{0,4}$/;
const NUMBER_AT_END = /\d[\d,.]*(?:万|亿|千)?[^\d\s,.。;；]{0,6}$/;
const QUALITY_AT_END =
  /(?:(?:显著|明显|稳步|持续|逐步|有效|不断|进一步|大幅|长期|基本|全面|得到|较)?(?:提高|提升|改善|增强|增长|优化|完善|健全|促进|加强|保障|减少|降低|稳定|推进)|(?:效果)?(?:显著|明显|良好|优良|优秀|合格|达标|及时|合规|完成|满意|有效|长期|规范))$/;

export interface GluedLine {
  readonly pieces: readonly Range[];
  /** The line holds the heads of the indicator table; name and value follow glued from here on. */
  readonly opensTable: boolean;
  /** The line begins with a label of the form's head, so that no table goes on. */
  readonly opensForm: boolean;
}

/** Where a value begins behind an indicator's name; the length of the text when no value is seen. */
export function valueStart(text: string): number {
  if (text.length > MAX_ROW) return text.length;
  const operator = text.search(OPERATOR);
  if (operator > 1) return operator;
  const date = text.search(DATE_AT_END);
  if (date > 1) return date;
  const number = text.search(NUMBER_AT_END);
  if (number > 1) return number;
  const quality = text.search(QUALITY_AT_END);
  return quality > 1 ? quality : text.length;
}

const MIN_INNER_LABEL = 4;
const MIN_COLUMNS = 3;
const BEHIND_LABEL = /(?:\([^()]{1,12}\)){0,4}:?/y;
const MAX_ROW = 200;

/** Short words are labels only where a label is due: at the beginning of a line or right behind another label. */
function labelLength(key: string, isHead: boolean, isTable: boolean, isHeadLine: boolean): number {
  const isShortDue = isHead && (!isTable || isHeadLine);
  const isLabel = isShortDue ? key.length > 1 : (isHead || !isTable) && key.length >= MIN_INNER_LABEL;
  return isLabel ? key.length : 0;
}

class Cutter {
  readonly pieces: Range[] = [];
  readonly #offsets: readonly number[];
  #open = 0;

  constructor(offsets: readonly number[]) {
    this.#offsets = offsets;
  }

  #push(from: number, to: number): void {
    if (to > from) this.pieces.push({ from: this.#offsets[from] ?? 0, to: this.#offsets[to] ?? 0 });
  }

  /** A label from `at` to `to`; what was open before it is a piece of its own, or two when it is cut at `cutAt`. */
  label(at: number, to: number, cutAt = at): void {
    this.#push(this.#open, cutAt);
    this.#push(cutAt, at);
    this.#push(at, to);
    this.#open = to;
  }

  rest(to: number, cutAt = to): void {
    this.#push(this.#open, cutAt);
    this.#push(cutAt, to);
  }

  get open(): number {
    return this.#open;
  }
}

/** True for a label that ends a table within its line: the heads of the next table, a total, a closing remark. */
function endsTable(entry: LabelEntry): boolean {
  if (entry.key.length < MIN_INNER_LABEL) return meaningOf(entry, 'total') !== undefined;
  return (
    meaningOf(entry, 'column')?.field === 'level1' ||
    meaningOf(entry, 'section')?.name === 'indicators' ||
    entry.meanings.some(({ kind }) => kind === 'further' || kind === 'grade')
  );
}

/** Cuts one line of glued labels and values at the labels it holds. */
export function cutGluedLine(
  text: string,
  labels: LabelIndex,
  levels: LevelIndex,
  isInTable: boolean,
): GluedLine {
  const { key, offsets } = keyOffsets(text);
  const opensForm = meaningOf(labels.longestAt(key, 0), 'header') !== undefined;
  let isTable = isInTable && !opensForm;
  const cutter = new Cutter(offsets);
  let columns = 0;
  for (let at = 0; at < key.length;) {
    const isHead = at === cutter.open;
    // Behind the heads on the same line, the whole table follows without a break.
    const isRun = columns >= MIN_COLUMNS;
    const level = (isTable && isHead) || isRun ? levels.longestAt(key, at) : undefined;
    const entry = level === undefined ? labels.longestAt(key, at) : undefined;
    const isEnd = isRun && isTable && entry !== undefined && endsTable(entry);
    const length =
      level?.length ??
      (isEnd ? entry.key.length : labelLength(entry?.key ?? '', isHead, isTable, columns > 0 && !isRun));
    if (length === 0) {
      at++;
      continue;
    }
    if (entry && !isTable && meaningOf(entry, 'column')) columns++;
    BEHIND_LABEL.lastIndex = at + length;
    const end = at + length + (BEHIND_LABEL.exec(key)?.[0].length ?? 0);
    const row = isTable ? key.slice(cutter.open, at) : '';
    cutter.label(at, end, row === '' ? at : cutter.open + valueStart(row));
    if (isEnd) [isTable, columns] = [false, meaningOf(entry, 'column') ? 1 : 0];
    else if (isRun && level !== undefined) isTable = true;
    at = end;
  }
  const rest = key.slice(cutter.open);
  cutter.rest(key.length, isTable ? cutter.open + valueStart(rest) : key.length);
  return { pieces: cutter.pieces, opensTable: columns > 1, opensForm };
}
