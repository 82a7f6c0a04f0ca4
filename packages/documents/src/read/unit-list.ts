import type { LabelIndex } from '../match/label-index.ts';
import type { LevelIndex } from '../match/level-index.ts';
import type { Gap, Range, Unit } from '../model/neutral-document.ts';
import { cleanText, joinTexts } from './clean-text.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** A line without its break and without what furniture covers. */
export interface Line extends Range {
  readonly number: number;
  readonly isBlank: boolean;
}

export interface LexContext {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly labels: LabelIndex;
  readonly levels: LevelIndex;
}

/** More pieces than 10,000 forms have; each costs memory, whatever is in it. */
const MAX_UNITS = 1_500_000;

/** A unit whose text is not yet cut out. */
type OpenUnit = { -readonly [K in keyof Unit]: Unit[K] };

/** Units of a text as they are cut, one behind the other. */
export class UnitList {
  readonly #open: OpenUnit[] = [];
  /** Units that run over several lines. */
  readonly #long = new Set<OpenUnit>();
  /** Units that stood between quotation marks, in which a mark is written twice. */
  readonly #quoted = new Set<OpenUnit>();
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  add(from: number, to: number, gap: Gap, row = -1, column = -1): void {
    if (this.#open.length === MAX_UNITS)
      throw new UnreadableFile('READ-TOO-MANY-CELLS', { limit: MAX_UNITS });
    this.#open.push({ text: '', from, to, gap, row, column });
  }

  /** A unit of several stretches, the lines of one cell; blanks at their ends are no part of it. */
  addParts(parts: readonly Range[], gap: Gap, row: number, column: number): void {
    const [first, last] = [parts[0], parts.at(-1)];
    this.add(first?.from ?? 0, last?.to ?? 0, gap, row, column);
    const unit = this.#open.at(-1);
    if (unit && parts.length > 1) unit.parts = parts;
  }

  /** Lets the last unit run on to `to`; its lines become paragraphs. */
  extend(to: number): void {
    const last = this.#open.at(-1);
    if (!last) return;
    last.to = to;
    this.#long.add(last);
  }

  /** The last unit stood between quotation marks and may lie over several lines. */
  quote(): void {
    const last = this.#open.at(-1);
    if (!last) return;
    this.#long.add(last);
    this.#quoted.add(last);
  }

  units(): Unit[] {
    for (const unit of this.#open) {
      if (unit.parts) {
        unit.text = joinTexts(unit.parts.map(({ from, to }) => cleanText(this.#text.slice(from, to))));
        continue;
      }
      const raw = this.#text.slice(unit.from, unit.to);
      const plain = this.#quoted.has(unit) ? raw.replaceAll('""', '"') : raw;
      unit.text = this.#long.has(unit) ? linesOf(plain) : cleanText(plain);
    }
    return this.#open;
  }
}

function linesOf(raw: string): string {
  return raw
    .split('\n')
    .map(cleanText)
    .filter((line) => line !== '')
    .join('\n');
}
