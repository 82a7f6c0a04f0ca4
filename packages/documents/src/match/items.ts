import { Gap, type Range, type Shape, type Unit } from '../model/neutral-document.ts';
import { joinText } from '../read/clean-text.ts';
import { bareLabelKey, keyOffsets, labelKey } from './label-key.ts';
import { meaningOf, type LabelEntry, type LabelIndex } from './label-index.ts';

/** One or several units read as one thing: a known label, other text, or a visible blank cell. */
export interface Item extends Range {
  readonly kind: 'label' | 'text' | 'blank';
  readonly text: string;
  readonly key: string;
  readonly entry: LabelEntry | undefined;
  /** Stretches of the document, in reading order, when there are several; see `partsOf`. */
  readonly joined: readonly Range[] | undefined;
  readonly gap: Gap;
  readonly row: number;
  readonly column: number;
}

const MAX_RUN = 8;
const MAX_KEY = 60;
const REMARK = /^\((?:[^()]|\([^()]*\))*\)[:]?$/;
const INLINE_LABEL = /^[^:：]{1,24}[:：]/;

export function itemOfUnit(unit: Unit, entry?: LabelEntry): Item {
  const key = unit.text.length > MAX_KEY ? '' : labelKey(unit.text);
  return {
    kind: unit.text === '' ? 'blank' : entry ? 'label' : 'text',
    text: unit.text,
    key,
    entry,
    from: unit.from,
    to: unit.to,
    joined: unit.parts,
    gap: unit.gap,
    row: unit.row,
    column: unit.column,
  };
}

/** Stretches of the document that an item is made of, in reading order. */
export function partsOf(item: Item): readonly Range[] {
  return item.joined ?? [item];
}

/** A remark in brackets standing alone: `(万元)`, `(20分)`. */
export function isRemark(item: Item): boolean {
  return item.kind === 'text' && REMARK.test(item.key);
}

function isColumnHead(entry: LabelEntry | undefined): boolean {
  return meaningOf(entry, 'column') !== undefined || meaningOf(entry, 'fund-column') !== undefined;
}

/** Labels of their own side by side: two heads, two goals, the last head and the first row. */
function areApart(left: LabelEntry | undefined, right: LabelEntry | undefined): boolean {
  if (isColumnHead(left)) return isColumnHead(right) || meaningOf(right, 'total') !== undefined;
  return meaningOf(left, 'goal') !== undefined && meaningOf(right, 'goal') !== undefined;
}

/** Longest label that begins at unit `at` and may run over several units. */
function longestRun(
  units: readonly Unit[],
  at: number,
  labels: LabelIndex,
): { length: number; entry: LabelEntry } | undefined {
  const first = units[at];
  if (!first || first.text === '') return undefined;
  let key = '';
  let found: { length: number; entry: LabelEntry } | undefined;
  for (let length = 1; length <= MAX_RUN; length++) {
    const unit = units[at + length - 1];
    if (!unit || unit.text === '' || unit.text.length > 30 || (length > 1 && unit.gap === Gap.Row)) break;
    const piece = labelKey(unit.text);
    const own = found ? labels.find(piece) : undefined;
    const isOwnHead = areApart(found?.entry, own);
    key += piece;
    const entry = isOwnHead ? undefined : labels.find(key);
    if (entry) found = { length, entry };
    if (isOwnHead || !labels.isPrefix(key)) break;
  }
  return found;
}

function splitInline(unit: Unit, text: string, labels: LabelIndex): [Item, Item] | undefined {
  const head = INLINE_LABEL.exec(unit.text)?.[0];
  if (!head || head.length === unit.text.length) return undefined;
  const entry = labels.find(bareLabelKey(labelKey(head)));
  if (!entry) return undefined;
  const raw = text.slice(unit.from, unit.to);
  const colon = raw.search(/[:：]/);
  if (colon < 0) return undefined;
  const cut = unit.from + colon + 1;
  const label = itemOfUnit({ ...unit, text: head, to: cut }, entry);
  const rest = unit.text.slice(head.length).trim();
  return [label, itemOfUnit({ ...unit, text: rest, from: cut, gap: Gap.None })];
}

const AMOUNT = /-?\d[\d,]*(?:\.\d+)?(?:万元|元|万)?/y;
const MAX_AMOUNTS_CELL = 200;
const HAS_DIGIT = /\d/;

/** A cell that holds several fund rows run together: `年度资金总额：38.5其中：上级资金30`. */
function splitAmounts(unit: Unit, text: string, labels: LabelIndex): Item[] | undefined {
  if (unit.text.length > MAX_AMOUNTS_CELL) return undefined;
  const printed = labelKey(unit.text);
  if (!HAS_DIGIT.test(printed) || !meaningOf(labels.longestAt(printed, 0), 'fund-row')) return undefined;
  const { key, offsets } = keyOffsets(text.slice(unit.from, unit.to));
  const items: Item[] = [];
  const cut = (from: number, to: number, entry?: LabelEntry): void => {
    const [start, end] = [unit.from + (offsets[from] ?? 0), unit.from + (offsets[to] ?? 0)];
    const gap = items.length === 0 ? unit.gap : Gap.None;
    items.push(itemOfUnit({ ...unit, text: key.slice(from, to), from: start, to: end, gap }, entry));
  };
  for (let at = 0; at < key.length;) {
    const entry = labels.longestAt(key, at);
    if (!entry || !meaningOf(entry, 'fund-row')) return undefined;
    let end = at + entry.key.length;
    if (key.charAt(end) === ':') end++;
    AMOUNT.lastIndex = end;
    const amount = AMOUNT.exec(key)?.[0] ?? '';
    if (amount === '') return undefined;
    cut(at, end, entry);
    cut(end, end + amount.length);
    at = end + amount.length;
  }
  return items;
}

function joinRun(units: readonly Unit[], entry?: LabelEntry): Item {
  const [first] = units;
  if (!first) throw new RangeError('an empty run');
  const text = units.reduce((joined, unit) => joinText(joined, unit.text), '');
  return { ...itemOfUnit({ ...first, text }, entry), joined: units.map(({ from, to }) => ({ from, to })) };
}

const MAX_BRACKET_RUN = 4;

/** Words of flowing text that one pair of brackets holds together: `(2021年` `-` `2021年)`. */
function bracketRun(units: readonly Unit[], at: number): number {
  const first = units[at];
  if (!first || !/^[(（][^)）]*$/.test(first.text)) return 1;
  for (let length = 2; length <= MAX_BRACKET_RUN; length++) {
    const unit = units[at + length - 1];
    if (unit?.gap !== Gap.Blank || /[(（]/.test(unit.text)) return 1;
    if (/[)）]$/.test(unit.text)) return length;
  }
  return 1;
}

const CODE = /^\d{5,}$/;
const NAME = /^[\u4e00-\u9fff（）()]{3,40}$/;
const YEAR_END = /(?:^|\D)(?:19|20)\d{2}$/;
const MAX_DATE_RUN = 8;

/** Words of flowing text that are one date, parted where digits and characters meet: `2024` `年` `12` `月底前`. */
function dateRun(units: readonly Unit[], at: number): number {
  if (!YEAR_END.test(units[at]?.text ?? '')) return 1;
  let length = 1;
  for (; length < MAX_DATE_RUN; length++) {
    const [before, unit] = [units[at + length - 1], units[at + length]];
    if (!before || unit?.gap !== Gap.Blank) break;
    const isUnit = /\d$/.test(before.text) && /^[年月日]/.test(unit.text);
    const isNumber = /[年月]$/.test(before.text) && /^\d{1,2}(?!\d)/.test(unit.text);
    if (!isUnit && !isNumber) break;
  }
  return length;
}

const TITLE_END = /(?:绩效|自评|指标|监控)[^:：]{0,24}表(?:[(（][^()（）]*[)）])?$/;
const MAX_TITLE_RUN = 6;

/** Words of a whole line that are a title, parted where digits and characters meet: `2.渠道维修` `2024` `绩效目标表`. */
function titleRun(units: readonly Unit[], at: number, labels: LabelIndex): number {
  if ((units[at]?.gap ?? 0) < Gap.Line) return 1;
  let line = '';
  for (let length = 0; length <= MAX_TITLE_RUN; length++) {
    const unit = units[at + length];
    if (length > 0 && unit?.gap !== Gap.Blank) return TITLE_END.test(line) ? length : 1;
    if (!unit || unit.text.length > MAX_KEY || labels.find(labelKey(unit.text))) return 1;
    line += unit.text;
  }
  return 1;
}

/** Words of flowing text that belong together: a title, a date, what stands in brackets, the code of a unit with its name. */
function wordRun(units: readonly Unit[], at: number, labels: LabelIndex): number {
  const [first, second] = [units[at], units[at + 1]];
  const isCode = first !== undefined && first.gap >= Gap.Line && CODE.test(first.text);
  if (isCode && second?.gap === Gap.Blank && NAME.test(second.text) && !labels.find(labelKey(second.text)))
    return 2;
  return Math.max(titleRun(units, at, labels), dateRun(units, at), bracketRun(units, at));
}

/** What stands in the place of a unit that has become an item. */
const TAKEN: Unit = { text: '', from: 0, to: 0, gap: Gap.None, row: -1, column: -1 };

/**
 * 标注: units with the labels among them recognised, also those broken over several units. Takes the units away as it goes:
 * every cell of a large file would else be in memory twice.
 */
export function annotate(units: Unit[], shape: Shape, text: string, labels: LabelIndex): Item[] {
  const items: Item[] = [];
  for (let at = 0; at < units.length;) {
    const unit = units[at];
    if (!unit) break;
    const run = shape === 'grid' ? undefined : longestRun(units, at, labels);
    if (run) {
      items.push(joinRun(units.slice(at, at + run.length), run.entry));
      units.fill(TAKEN, at, at + run.length);
      at += run.length;
      continue;
    }
    const words = shape === 'flow' ? wordRun(units, at, labels) : 1;
    if (words > 1) {
      items.push(joinRun(units.slice(at, at + words)));
      units.fill(TAKEN, at, at + words);
      at += words;
      continue;
    }
    units[at] = TAKEN;
    at++;
    const item = itemOfUnit(
      unit,
      unit.text === '' ? undefined : labels.find(labelKey(unit.text.slice(0, MAX_KEY))),
    );
    const isText = item.kind === 'text' && !unit.parts;
    const inline = isText ? (splitAmounts(unit, text, labels) ?? splitInline(unit, text, labels)) : undefined;
    items.push(...(inline ?? [item]));
  }
  units.length = 0;
  return items;
}
