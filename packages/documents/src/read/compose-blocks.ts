import { isFurniture, type ReaderRules } from '../match/reader-rules.ts';
import type { Block, BlockCell } from '../model/blocks.ts';
import {
  type Break,
  findLineStarts,
  Gap,
  type NeutralDocument,
  type Range,
  type Source,
  type SourceAddress,
  type Unit,
} from '../model/neutral-document.ts';
import { cleanText } from './clean-text.ts';

/** Wide blanks in a line stand between cells: `项目单位：甲      填报日期：乙`. */
const WIDE_BLANK = /\t+|[ \u00a0\u3000]{3,}/g;

/** A cell that reaches down over the rows below it. */
interface TallCell {
  readonly cell: BlockCell;
  readonly until: number;
}

function cleanLines(raw: string): string {
  if (!raw.includes('\n')) return cleanText(raw);
  return raw
    .split('\n')
    .map(cleanText)
    .filter((line) => line !== '')
    .join('\n');
}

/** Writes blocks as a text a person can read: a line per row, tabs between cells. */
class Composer {
  readonly units: Unit[] = [];
  readonly sources: Source[] = [];
  readonly furniture: Range[] = [];
  readonly breaks = new Map<number, Break>();
  readonly #parts: string[] = [];
  readonly #rules: ReaderRules;
  #length = 0;
  #row = 0;
  #isBehindText = false;

  constructor(rules: ReaderRules) {
    this.#rules = rules;
  }

  get text(): string {
    return this.#parts.join('');
  }

  get length(): number {
    return this.#length;
  }

  #write(text: string): Range {
    const from = this.#length;
    this.#parts.push(text);
    this.#length += text.length;
    return { from, to: this.#length };
  }

  #unit(raw: string, column: number, isFirst: boolean, address: SourceAddress | undefined): void {
    if (!isFirst) this.#write('\t');
    const range = this.#write(raw);
    this.units.push({
      text: cleanLines(raw),
      ...range,
      gap: isFirst ? Gap.Row : Gap.Cell,
      row: this.#row,
      column,
    });
    if (address) this.sources.push({ ...range, address });
  }

  #endRow(): void {
    this.#write('\n');
    this.#row++;
  }

  paragraph({ text, isFurniture: isKnown, address }: Extract<Block, { kind: 'paragraph' }>): void {
    for (const line of text.split('\n')) {
      if (line.trim() === '') continue;
      if (isKnown || isFurniture(line, this.#rules.furniture)) this.furniture.push(this.#write(line));
      else {
        this.breaks.set(this.#row, 'text');
        this.#isBehindText = true;
        line
          .trim()
          .split(WIDE_BLANK)
          .forEach((piece, column) => {
            this.#unit(piece, column, column === 0, address);
          });
      }
      this.#endRow();
    }
  }

  table({ rows, isSheet = false }: Extract<Block, { kind: 'table' }>): void {
    if (isSheet) this.breaks.set(this.#row, 'sheet');
    else if (this.#isBehindText) this.breaks.set(this.#row, 'table');
    this.#isBehindText = false;
    let tall: TallCell[] = [];
    rows.forEach((cells, index) => {
      tall = tall.filter(({ until }) => until > index);
      if (cells.some(({ text }) => text !== '')) this.#tableRow(cells, tall);
      for (const cell of cells) if (cell.rows > 1) tall.push({ cell, until: index + cell.rows });
    });
  }

  /** Cells that reach down from above are blank units here. */
  #tableRow(cells: readonly BlockCell[], tall: readonly TallCell[]): void {
    const covered = tall.map(({ cell }) => ({ ...cell, text: '', address: undefined }));
    const all = [...covered, ...cells].sort((a, b) => a.column - b.column);
    all.forEach(({ text, column, address }, index) => {
      this.#unit(text.replaceAll('\t', ' '), column, index === 0, address);
    });
    this.#endRow();
  }
}

/** 组文: blocks of a file as neutral document, with the stretches that are furniture and the offset at which each block starts. */
export function composeBlocks(
  file: string,
  blocks: readonly Block[],
  rules: ReaderRules,
): { document: NeutralDocument; furniture: readonly Range[]; starts: readonly number[] } {
  const composer = new Composer(rules);
  const starts: number[] = [];
  for (const block of blocks) {
    starts.push(composer.length);
    if (block.kind === 'paragraph') composer.paragraph(block);
    else composer.table(block);
  }
  const { text, units, sources, furniture, breaks } = composer;
  return {
    document: { file, text, lineStarts: findLineStarts(text), units, shape: 'grid', sources, breaks },
    furniture,
    starts,
  };
}
