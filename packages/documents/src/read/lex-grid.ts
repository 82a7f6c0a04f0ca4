import { isRemark, itemOfUnit } from '../match/items.ts';
import { labelKey } from '../match/label-key.ts';
import { isTitle } from '../match/split-forms.ts';
import { Gap, type Range, type Unit } from '../model/neutral-document.ts';
import { MARKDOWN_RULE } from './lex-bars.ts';
import { BAR } from './shape.ts';
import { UnitList, type LexContext, type Line } from './unit-list.ts';

/** Longest cell between quotation marks. */
const MAX_QUOTED = 8_000;
/** Lines over which a label may be broken, and its longest piece. */
const MAX_PIECES = 4;
const MAX_PIECE = 8;
const MAX_LABEL = 40;
/** A cell so long may go on in a line that holds nothing else. */
const LONG_CELL = 10;

/** True when nearly all rows begin with a bar, so that the first bar is an edge and no boundary between cells. */
function isFencedTable(text: string, lines: readonly Line[]): boolean {
  let [barred, fenced] = [0, 0];
  for (const line of lines) {
    const raw = text.slice(line.from, line.to);
    if (!BAR.test(raw)) continue;
    barred++;
    if (BAR.test(raw.charAt(0))) fenced++;
  }
  return fenced * 5 >= barred * 4;
}

/** Where a cell that began with a quotation mark ends; -1 when the mark belongs to its text. */
function closingQuote(text: string, from: number, separator: RegExp): number {
  const end = Math.min(text.length, from + MAX_QUOTED);
  for (let at = text.indexOf('"', from); at >= 0 && at < end; at = text.indexOf('"', at + 1)) {
    const next = text.charAt(at + 1);
    if (next === '"') at++;
    else return next === '' || next === '\n' || next === '\r' || separator.test(next) ? at : -1;
  }
  return -1;
}

/** True where cells stand between quotation marks as Excel writes them: one holds a line break, a separator or a mark. */
function hasQuotedCells({ text, lines }: LexContext, separator: RegExp): boolean {
  for (const { from: start, to } of lines)
    for (let from = start; from < to; from++) {
      if (text.charAt(from) !== '"' || (from > start && !separator.test(text.charAt(from - 1)))) continue;
      const end = closingQuote(text, from + 1, separator);
      const inner = end < 0 ? '' : text.slice(from + 1, end);
      if (inner.includes('\n') || inner.includes('""') || separator.test(inner)) return true;
    }
  return false;
}

/** 表格行: one row per line, with what breaks lines inside a cell put together again. */
class GridLexer {
  readonly furniture: Range[] = [];
  readonly #context: LexContext;
  readonly #separator: RegExp;
  readonly #list: UnitList;
  readonly #isQuoted: boolean;
  readonly #isFenced: boolean;
  #line = 0;
  /** The last cell cut, and how many its row has. */
  #last = { text: '', cells: 0 };

  constructor(context: LexContext, separator: RegExp) {
    this.#context = context;
    this.#separator = separator;
    this.#list = new UnitList(context.text);
    this.#isQuoted = separator !== BAR && hasQuotedCells(context, separator);
    this.#isFenced = separator === BAR && isFencedTable(context.text, context.lines);
  }

  run(): Unit[] {
    const { text, lines } = this.#context;
    for (; this.#line < lines.length; this.#line++) {
      const line = lines[this.#line];
      if (!line || line.isBlank) continue;
      const raw = text.slice(line.from, line.to);
      if (this.#separator === BAR && MARKDOWN_RULE.test(raw)) continue;
      if (this.#goesOnAlone(line, raw)) this.#list.extend(line.to);
      else this.#row(line, raw);
    }
    return this.#list.units();
  }

  /** A line without any separator behind a long cell: more of that cell. */
  #goesOnAlone(line: Line, raw: string): boolean {
    const { text, lines, labels } = this.#context;
    const { text: last, cells } = this.#last;
    if (this.#isQuoted || cells < 2 || last.length < LONG_CELL || this.#separator.test(raw)) return false;
    const next = lines[this.#line + 1];
    if (!next || next.isBlank || lines[this.#line - 1]?.isBlank !== false) return false;
    const item = itemOfUnit({
      text: raw.trim(),
      from: line.from,
      to: line.to,
      gap: Gap.Row,
      row: -1,
      column: -1,
    });
    const isTable = this.#separator.test(text.slice(next.from, next.to));
    return isTable && !this.#beginsLabel(raw.trim()) && !isTitle(item, labels) && !isRemark(item);
  }

  /** A label, a piece of one, or a label with its text behind a colon. */
  #beginsLabel(raw: string): boolean {
    const { labels, levels } = this.#context;
    const key = labelKey(raw.slice(0, MAX_LABEL));
    const label = labels.longestAt(key, 0)?.key ?? '';
    if (label === key || (label !== '' && key.charAt(label.length) === ':')) return true;
    return key.length <= MAX_PIECE && (labels.isPrefix(key) || levels.isPiece(key));
  }

  #row(first: Line, raw: string): void {
    const { text } = this.#context;
    const row = first.number;
    let line = first;
    let from = line.from;
    if (this.#isFenced && BAR.test(raw.trimStart().charAt(0))) from += raw.search(BAR) + 1;
    for (let column = 0; ; column++) {
      const gap = column === 0 ? Gap.Row : Gap.Cell;
      const quoted =
        this.#isQuoted && text.charAt(from) === '"' ? closingQuote(text, from + 1, this.#separator) : -1;
      let to = quoted < 0 ? this.#cellEnd(from, line) : quoted;
      this.#list.add(quoted < 0 ? from : from + 1, to, gap, row, column);
      if (quoted >= 0) {
        this.#list.quote();
        this.furniture.push({ from, to: from + 1 }, { from: to, to: to + 1 });
        to++;
        line = this.#skipTo(to, line);
      }
      while (to >= line.to) {
        const end = quoted < 0 ? this.#labelEnd(text.slice(from, to)) : undefined;
        if (!end) break;
        line = this.#skipTo(end, line);
        this.#list.extend(end);
        to = end;
      }
      this.#last = { text: text.slice(from, to).trim(), cells: column + 1 };
      if (to >= line.to) return;
      if (this.#separator.test(',')) this.furniture.push({ from: to, to: to + 1 });
      from = to + 1;
    }
  }

  #cellEnd(from: number, { to }: Line): number {
    const length = this.#context.text.slice(from, to).search(this.#separator);
    return length < 0 ? to : from + length;
  }

  /** The line that holds an offset, from the present one on. */
  #skipTo(offset: number, line: Line): Line {
    const { lines } = this.#context;
    let at = line;
    while (offset > at.to) {
      const next = lines[this.#line + 1];
      if (!next) break;
      this.#line++;
      at = next;
    }
    return at;
  }

  /** Where a label ends whose first piece closes a line: `经济成本` above `指标`, `实施单位` above `(盖章)`. */
  #labelEnd(raw: string): number | undefined {
    const { text, lines, labels, levels } = this.#context;
    let key = labelKey(raw);
    if (key === '' || key.length > MAX_PIECE || levels.find(key)?.isWeak === false) return undefined;
    const isLabel = labels.find(key) !== undefined;
    for (let count = 1; count <= MAX_PIECES; count++) {
      const line = lines[this.#line + count];
      if (!line || line.isBlank) return undefined;
      const end = this.#cellEnd(line.from, line);
      const piece = labelKey(text.slice(line.from, end));
      if (piece === '' || piece.length > MAX_PIECE) return undefined;
      if (isLabel && count === 1 && REMARK.test(piece)) return end;
      key += piece;
      if (labels.find(key) !== undefined || levels.find(key)?.isWeak === false) return end;
      if (end < line.to || !(labels.isPrefix(key) || levels.isPrefix(key))) return undefined;
    }
    return undefined;
  }
}

const REMARK = /^\([^()]+\)$/;

/** One row per line; what stands between cells besides blanks and bars is furniture. */
export function lexGrid(
  context: LexContext,
  separator: RegExp,
): { units: Unit[]; furniture: readonly Range[] } {
  const lexer = new GridLexer(context, separator);
  return { units: lexer.run(), furniture: lexer.furniture };
}
